#include "updates.h"

#include "limits.h"

namespace marquee {

void Updates::act(TrialAction action) {
  if (action == TrialAction::kConfirm) parts_.images.confirm();
  if (action == TrialAction::kRevert) parts_.images.revert();
}

void Updates::begin(Text running_version, uint32_t now_ms) { act(parts_.trial.begin(parts_.store, running_version, now_ms)); }

void Updates::tick(bool is_hub_reached, uint32_t now_ms) {
  if (is_hub_reached) act(parts_.trial.reached_hub(parts_.store));
  act(parts_.trial.tick(parts_.store, now_ms));
  if (is_hub_reached && parts_.has_key) parts_.updater.tick(now_ms);
  if (is_refused_ && now_ms - refused_ms_ >= kUpdateRefusedNoticeMs) is_refused_ = false;
  if (!parts_.updater.take_news()) return;
  has_news_ = true;
  const Verdict verdict = parts_.updater.verdict();
  // A hub that could not be asked is no fault of the update.
  is_refused_ = verdict != Verdict::kTake && verdict != Verdict::kUnreachable;
  refused_ms_ = now_ms;
}

Text Updates::take_news() {
  if (!has_news_) return {};
  has_news_ = false;
  return sentence_of(parts_.updater.verdict());
}

bool Updates::notice(Notice& notice) const {
  if (parts_.updater.is_fetching()) {
    notice = {NoticeKind::kUpdating, {}, {}, parts_.updater.percent()};
    return true;
  }
  if (!is_refused_) return false;
  notice = {NoticeKind::kUpdateRefused, sentence_of(parts_.updater.verdict()), {}};
  return true;
}

}  // namespace marquee
