#pragma once
// Updates over the air as a board goes about them: the trial of a new image first, then the question for a newer one.

#include "../core/setup/notices.h"
#include "../core/update/updater.h"

namespace marquee {

// What becomes of the running image.
class ImageSwitch {
 public:
  // It stays.
  virtual void confirm() = 0;
  // The one before it starts; returns only if there is none.
  virtual void revert() = 0;

 protected:
  ~ImageSwitch() = default;
};

// All must outlive the updates.
struct UpdatesParts {
  Updater& updater;
  Trial& trial;
  Store& store;
  ImageSwitch& images;
  // Without the key of who makes images none is asked for.
  bool has_key;
};

class Updates {
 public:
  explicit Updates(const UpdatesParts& parts) : parts_(parts) {}

  // Once at every start, before anything that may fail.
  void begin(Text running_version, uint32_t now_ms);
  // Another hub than before; the text must outlive the updates.
  void set_host(Text host) { parts_.updater.set_host(host); }
  // Does what is due. Nothing is asked for while the hub is not reached.
  void tick(bool is_hub_reached, uint32_t now_ms);
  // What the last question came to, once, for the log; empty if there is nothing to tell.
  Text take_news();
  // True if the glass is to show something of an update; its views are valid until the next call.
  bool notice(Notice& notice) const;
  bool is_busy() const { return parts_.updater.is_fetching(); }
  // True once when the new image is to be started.
  bool take_restart() { return parts_.updater.take_restart(); }

 private:
  void act(TrialAction action);

  UpdatesParts parts_;
  uint32_t refused_ms_ = 0;
  bool is_refused_ = false;
  bool has_news_ = false;
};

}  // namespace marquee
