#pragma once

#include <wifi-declarations.h>

enum { ENC_TYPE_NONE = 7 };
