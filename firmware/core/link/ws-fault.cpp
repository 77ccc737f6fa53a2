#include "ws-fault.h"

#include "../text/words.h"

namespace marquee {

Text name_of(WsFault fault) {
  return word_at("none lost timeout not_http status too_long upgrade accept sub_protocol extension frame text closed",
                 static_cast<size_t>(fault));
}

}  // namespace marquee
