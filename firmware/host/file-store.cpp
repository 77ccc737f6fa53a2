#include "file-store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

namespace marquee {

namespace {

bool write_all(int file, Text value) {
  while (!value.empty()) {
    const ssize_t count = ::write(file, value.data, value.size);
    if (count < 0) return false;
    value = value.from(static_cast<size_t>(count));
  }
  return ::fsync(file) == 0;
}

}  // namespace

size_t FileStore::read(const char* key, uint8_t* out, size_t capacity) {
  const int file = ::open(path_of(key).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  struct stat about;
  size_t size = 0;
  if (::fstat(file, &about) == 0 && about.st_size >= 0 && static_cast<size_t>(about.st_size) <= capacity) {
    const ssize_t count = ::read(file, out, static_cast<size_t>(about.st_size));
    if (count == about.st_size) size = static_cast<size_t>(count);
  }
  ::close(file);
  return size;
}

bool FileStore::write(const char* key, Text value) {
  if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) return false;
  const std::string path = path_of(key);
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool is_written = write_all(file, value);
  return ::close(file) == 0 && is_written && ::rename(part.c_str(), path.c_str()) == 0;
}

bool FileStore::erase(const char* key) { return ::unlink(path_of(key).c_str()) == 0 || errno == ENOENT; }

}  // namespace marquee
