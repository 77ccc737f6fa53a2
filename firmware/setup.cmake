# Setting boards up and updating them: the library, its fuzzers, and what its tests need besides.
file(GLOB SETUP_SOURCES CONFIGURE_DEPENDS core/setup/*.cpp core/update/*.cpp)
add_library(board-setup STATIC ${SETUP_SOURCES})
# The sanitizer checks the type behind a port, for which it needs the type information that boards do without.
target_compile_options(board-setup PRIVATE -fno-exceptions $<$<NOT:$<BOOL:${MARQUEE_SANITIZE}>>:-fno-rtti>)
target_link_libraries(board-setup PUBLIC display-core PRIVATE marquee-warnings)

if(MARQUEE_FUZZ)
  foreach(fuzzer fuzz-improv fuzz-config fuzz-portal)
    add_executable(${fuzzer} fuzz/${fuzzer}.cpp)
    target_link_libraries(${fuzzer} PRIVATE board-setup marquee-warnings)
    target_compile_options(${fuzzer} PRIVATE -fsanitize=fuzzer)
    target_link_options(${fuzzer} PRIVATE -fsanitize=fuzzer)
  endforeach()
  return()
endif()

# The signatures of updates are checked with the libraries that the boards have.
find_package(Threads REQUIRED)
find_library(MBEDCRYPTO_LIBRARY mbedcrypto)
find_library(BEARSSL_LIBRARY bearssl)
find_path(BEARSSL_DIR bearssl/bearssl.h)
if(NOT MBEDCRYPTO_LIBRARY OR NOT BEARSSL_LIBRARY OR NOT BEARSSL_DIR)
  message(FATAL_ERROR "mbed TLS or BearSSL is missing: apt-get install libmbedtls-dev libbearssl-dev")
endif()
target_sources(core-tests PRIVATE host/file-store.cpp host/hub-discovery.cpp arduino/signature-mbedtls.cpp
               arduino/signature-bearssl.cpp arduino/compiled-configuration.cpp arduino/own-image.cpp)
set_source_files_properties(arduino/own-image.cpp PROPERTIES COMPILE_DEFINITIONS MARQUEE_VERSION="1.2.3-test")
target_link_libraries(core-tests PRIVATE board-setup Threads::Threads ${MBEDCRYPTO_LIBRARY} ${BEARSSL_LIBRARY})
target_compile_definitions(core-tests PRIVATE MARQUEE_SIGN_IMAGE="${CMAKE_CURRENT_SOURCE_DIR}/sign-image.mjs"
                           MARQUEE_IMAGE_SERVER="${CMAKE_CURRENT_SOURCE_DIR}/tests/image-server.mjs")
