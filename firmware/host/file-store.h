#pragma once
// A Store as files of a folder that only the user can read, each replaced as a whole.

#include <string>

#include "setup/store.h"

namespace marquee {

class FileStore final : public Store {
 public:
  // The folder is made on the first write; its parent must exist.
  explicit FileStore(std::string folder) : folder_(std::move(folder)) {}

  size_t read(const char* key, uint8_t* out, size_t capacity) override;
  bool write(const char* key, Text value) override;
  bool erase(const char* key) override;

 private:
  std::string path_of(const char* key) const { return folder_ + "/" + key; }

  std::string folder_;
};

}  // namespace marquee
