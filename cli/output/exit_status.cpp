#include "cli/output/exit_status.h"

#include <cstdlib>

namespace freezer::cli {
namespace {

constexpr ExitMeaning kExitMeanings[] = {
    {kOk, "success"},
    {kInternalFailure, "internal failure, or the output cannot be written, or the editor failed"},
    {kUsage, "usage: a wrong command, option or setting"},
    {kNotFound, "not found"},
    {kConflict, "conflict: the ID or identity is in use"},
    {kInvalidDocument, "invalid document"},
    {kPrecondition, "precondition failed: another version than --if-version, or than was edited"},
    {kStoreUnusable, "store unusable"},
    {kStoreBusy, "store busy: try again"},
    {kForbidden, "forbidden: the document is visible but belongs to another project"},
    {kNeedsAttention, "status --check: warning: overdue jobs or silent clients"},
    {kFailing, "status --check: failed or unrunnable jobs, or clients never backed up"},
    {kNoSuccess, "jobs follow: the result of the job is not success"},
};

}  // namespace

std::span<const ExitMeaning> exitMeanings() {
  return kExitMeanings;
}

ExitStatus exitStatus(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidDocument: return kInvalidDocument;
    case ErrorCode::TooLarge: return kInvalidDocument;
    case ErrorCode::InvalidRequest: return kUsage;
    case ErrorCode::Unprocessable: return kInvalidDocument;
    case ErrorCode::Unauthenticated: return kForbidden;
    case ErrorCode::Forbidden: return kForbidden;
    case ErrorCode::NotFound: return kNotFound;
    case ErrorCode::AlreadyExists: return kConflict;
    case ErrorCode::VersionMismatch: return kPrecondition;
    case ErrorCode::StoreBusy: return kStoreBusy;
    case ErrorCode::StoreFailure: return kStoreUnusable;
    case ErrorCode::Unavailable: return kInternalFailure;
  }
  std::abort();
}

}  // namespace freezer::cli
