#include "router.h"

#include "../text/words.h"
#include "../text/writer.h"
#include "names.h"

namespace marquee {

namespace {

// Below `displays/<id>/`, in the order of TopicKind from kMessage on. Groups and all have those up to kCommand.
constexpr char kPaths[] = "message page/+ dismiss command backlight/set led/set config";
constexpr size_t kPathCount = 7;
static_assert(kSubscriptionCount == kPathCount + 4, "all paths of the display and the shared ones of all");

// Removes `prefix` from the start.
bool take(Text& text, Text prefix) {
  if (!starts_with(text, prefix)) return false;
  text = text.from(prefix.size);
  return true;
}

// Removes everything up to the next slash, and the slash.
Text take_level(Text& text) {
  size_t end = 0;
  while (end < text.size && text[end] != '/') end++;
  const Text level = text.first(end);
  text = text.from(end < text.size ? end + 1 : end);
  return level;
}

}  // namespace

Route route(Text topic, Text id) {
  if (!take(topic, "displays/")) return {};
  const Text target = take_level(topic);
  const bool is_own = target == id;
  const bool is_group = target == "group";
  if (!is_own && !is_group && target != "all") return {};
  if (is_group && !is_name(take_level(topic))) return {};
  Text page = topic;
  if (take(page, "page/")) return is_name(page) ? Route{TopicKind::kPage, page} : Route{};
  const TopicKind kind = static_cast<TopicKind>(number_of_word(kPaths, topic) + 1);
  const bool is_known = kind != TopicKind::kPage && (is_own || kind <= TopicKind::kCommand);
  return {is_known ? kind : TopicKind::kOther, {}};
}

void write_subscription(size_t index, Text id, Writer& out) {
  const bool is_own = index < kPathCount;
  out.put("displays/").put(is_own ? id : Text("all")).put('/').put(word_at(kPaths, is_own ? index : index - kPathCount));
}

}  // namespace marquee
