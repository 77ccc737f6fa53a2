#pragma once
// jsmn as the core uses it: with parent links, which make closing a container O(1). Its own strict mode would check again
// what json-syntax.h is stricter about.

#define JSMN_PARENT_LINKS
