#pragma once
// Takes topic names apart.

#include "../text/view.h"

namespace marquee {

enum class TopicKind : uint8_t { kOther, kMessage, kPage, kDismiss, kCommand, kBacklightSet, kLedSet, kConfig };

struct Route {
  TopicKind kind = TopicKind::kOther;
  Text page;  // its name, for kPage
};

// Where a topic leads on display `id`: its own, a group's or everybody's. Groups are the hub's business,
// so any of them is for this display.
Route route(Text topic, Text id);

constexpr size_t kSubscriptionCount = 11;
// The topic filter of subscription `index`, written to `out`.
class Writer;
void write_subscription(size_t index, Text id, Writer& out);

}  // namespace marquee
