#pragma once

#include <wifi-declarations.h>

enum { WIFI_AUTH_OPEN = 0 };
