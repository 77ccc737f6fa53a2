// The one place where jsmn's functions are compiled.
#include "jsmn-config.h"

#include <jsmn.h>
