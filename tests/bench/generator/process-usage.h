// CPU time and memory of a process, from /proc.
#pragma once
#include <dirent.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

struct Usage {
  double cpu_seconds = 0;
  // Time in which a thread was ready and had to wait for a core: large values mean a disturbed measurement.
  double waited_seconds = 0;
  uint64_t rss_kb = 0;
};

inline std::string read_proc(const std::string& path) {
  std::string text;
  if (FILE* file = std::fopen(path.c_str(), "r")) {
    char part[4096];
    while (size_t length = std::fread(part, 1, sizeof part, file)) text.append(part, length);
    std::fclose(file);
  }
  return text;
}

// User and system time in clock ticks; used where the kernel has no schedstat.
inline double ticks_of(const std::string& folder) {
  const std::string stat = read_proc(folder + "/stat");
  const size_t end_of_name = stat.rfind(')');
  unsigned long user = 0, system = 0;
  if (end_of_name == std::string::npos) return 0;
  std::sscanf(stat.c_str() + end_of_name + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// All threads together. schedstat counts nanoseconds, stat only ticks of 10 ms.
inline Usage usage_of(int pid) {
  Usage usage;
  if (pid == 0) return usage;
  const std::string folder = "/proc/" + std::to_string(pid);
  if (DIR* tasks = opendir((folder + "/task").c_str())) {
    while (const dirent* task = readdir(tasks)) {
      if (task->d_name[0] == '.') continue;
      unsigned long long ran = 0, waited = 0;
      const std::string schedstat = read_proc(folder + "/task/" + task->d_name + "/schedstat");
      if (std::sscanf(schedstat.c_str(), "%llu %llu", &ran, &waited) != 2) continue;
      usage.cpu_seconds += static_cast<double>(ran) / 1e9;
      usage.waited_seconds += static_cast<double>(waited) / 1e9;
    }
    closedir(tasks);
  }
  if (usage.cpu_seconds == 0) usage.cpu_seconds = ticks_of(folder);
  const std::string status = read_proc(folder + "/status");
  if (const char* line = std::strstr(status.c_str(), "VmRSS:")) usage.rss_kb = std::strtoull(line + 6, nullptr, 10);
  return usage;
}
