#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/audit/trail.h"
#include "core/result.h"

namespace freezer {

/// An audit log in a file, which several processes may share: each line is appended by one write.
/// Lines are not synced to the disk.
class AuditFile final : public AuditSink {
 public:
  /// Receives a message when lines begin to be lost, and when they are written again.
  using Report = std::function<void(const std::string& message)>;

  /// Opens `path`, or creates it for its owner only. If root creates it, the owner of the folder
  /// gets it. InvalidRequest if that fails.
  static Result<std::unique_ptr<AuditFile>> open(const std::string& path, Report report);

  AuditFile(const AuditFile&) = delete;
  AuditFile& operator=(const AuditFile&) = delete;
  ~AuditFile() override;

  void write(std::string_view line) override;
  bool isFailing() const override;

  /// Opens the path again, after a rotation renamed the file. On failure, the old file stays in
  /// use.
  Result<void> reopen();

 private:
  AuditFile(std::string path, Report report, int descriptor)
      : path_(std::move(path)), report_(std::move(report)), descriptor_(descriptor) {}

  void noteLoss(const std::string& reason);
  void noteSuccess();

  const std::string path_;
  const Report report_;
  mutable std::mutex mutex_;

  // Protected by mutex_.
  int descriptor_;
  bool isTorn_ = false;    ///< The last line lacks its end.
  std::int64_t lost_ = 0;  ///< Lines since the last one that was written.
};

}  // namespace freezer
