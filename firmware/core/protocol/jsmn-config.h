#pragma once
// jsmn as the core uses it: strict, and with parent links, which make closing a container O(1).

#define JSMN_STRICT
#define JSMN_PARENT_LINKS
