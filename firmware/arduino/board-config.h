#pragma once
// What may be set when the firmware is compiled: config.h, if there is one, and what holds without it.

#if __has_include("../config.h")
#include "../config.h"
#endif

#ifndef MARQUEE_VERSION
#error "MARQUEE_VERSION comes from the build: platformio.ini takes it from package.json"
#endif

// The name of the board in `about`, on the hub's shelf of images and in the image itself.
#if defined(CONFIG_IDF_TARGET_ESP32C3)
#define MARQUEE_BOARD "esp32c3"
#elif defined(ESP32)
#define MARQUEE_BOARD "esp32"
#elif defined(ESP8266)
#define MARQUEE_BOARD "esp8266"
#else
#define MARQUEE_BOARD "host"
#endif

#ifndef MARQUEE_WIFI_SSID
#define MARQUEE_WIFI_SSID ""
#endif
#ifndef MARQUEE_WIFI_PASSWORD
#define MARQUEE_WIFI_PASSWORD ""
#endif
#ifndef MARQUEE_HUB
#define MARQUEE_HUB ""
#endif
#ifndef MARQUEE_HUB_FINGERPRINT
#define MARQUEE_HUB_FINGERPRINT ""
#endif
#ifndef MARQUEE_HUB_AUTHORITY
#define MARQUEE_HUB_AUTHORITY ""
#endif
#ifndef MARQUEE_DISPLAY_ID
#define MARQUEE_DISPLAY_ID ""
#endif
#ifndef MARQUEE_DISPLAY_SECRET
#define MARQUEE_DISPLAY_SECRET ""
#endif
#ifndef MARQUEE_UPDATE_KEY
#define MARQUEE_UPDATE_KEY ""
#endif
#ifndef MARQUEE_TIME_SERVER
#define MARQUEE_TIME_SERVER "pool.ntp.org"
#endif
