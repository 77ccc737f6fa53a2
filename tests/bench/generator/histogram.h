// Latencies in buckets of 1.6 % width: recording one is an increment, whatever the range.
#pragma once
#include <array>
#include <cstdint>

class Histogram {
 public:
  void record(uint64_t nanoseconds) {
    counts_[bucket_of(nanoseconds)]++;
    total_++;
    if (nanoseconds > max_) max_ = nanoseconds;
  }

  // The value that a share of all records does not exceed, as the middle of its bucket.
  double quantile_us(double share) const {
    if (total_ == 0) return 0;
    const auto wanted = static_cast<uint64_t>(share * static_cast<double>(total_ - 1)) + 1;
    uint64_t seen = 0;
    for (size_t bucket = 0; bucket < counts_.size(); bucket++) {
      seen += counts_[bucket];
      if (seen >= wanted) return (low_of(bucket) + low_of(bucket + 1)) / 2e3;
    }
    return max_us();
  }

  double max_us() const { return static_cast<double>(max_) / 1e3; }
  void clear() { *this = Histogram(); }

 private:
  static constexpr uint64_t kSubBits = 6;
  static constexpr uint64_t kSub = 1 << kSubBits;

  // Below 64 ns every value has a bucket; above, each power of two has 64.
  static size_t bucket_of(uint64_t value) {
    if (value < kSub) return value;
    const int exponent = 63 - __builtin_clzll(value);
    return (exponent - kSubBits + 1) * kSub + ((value >> (exponent - kSubBits)) & (kSub - 1));
  }
  static double low_of(size_t bucket) {
    if (bucket < kSub) return static_cast<double>(bucket);
    const size_t exponent = bucket / kSub + kSubBits - 1;
    return static_cast<double>((kSub + bucket % kSub) << (exponent - kSubBits));
  }

  std::array<uint64_t, 59 * kSub> counts_{};
  uint64_t total_ = 0;
  uint64_t max_ = 0;
};
