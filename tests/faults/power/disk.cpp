#include "tests/faults/power/disk.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <utility>

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSector = 512;

std::string contentOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Puts `data` at `offset`, after zeros if the text ends before it.
void put(std::string& text, std::size_t offset, std::string_view data) {
  text.resize(std::max(text.size(), offset + data.size()));
  text.replace(offset, data.size(), data);
}

bool isLikely(double probability, std::minstd_rand& random) {
  return std::bernoulli_distribution(probability)(random);
}

std::string anyBytes(std::size_t size, std::minstd_rand& random) {
  std::string bytes(size, '\0');
  std::ranges::generate(bytes, [&] { return static_cast<char>(random()); });
  return bytes;
}

/// What the system reports to SQLite.
int errorOf(Disk::Call call, Disk::Fault fault) {
  switch (call) {
    case Disk::Call::Open: return SQLITE_CANTOPEN;
    case Disk::Call::Delete: return SQLITE_IOERR_DELETE;
    case Disk::Call::Read: return SQLITE_IOERR_READ;
    case Disk::Call::Write: return fault == Disk::Fault::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    case Disk::Call::Truncate: return SQLITE_IOERR_TRUNCATE;
    case Disk::Call::Sync: return SQLITE_IOERR_FSYNC;
  }
  return SQLITE_IOERR;
}

}  // namespace

void CachedFile::sync() {
  for (const Change& change : std::exchange(changes_, {})) {
    if (change.truncates) {
      synced_.resize(static_cast<std::size_t>(change.offset));
    } else {
      put(synced_, static_cast<std::size_t>(change.offset), change.data);
    }
  }
}

std::string CachedFile::afterPowerLoss(double kept, std::minstd_rand& random) const {
  constexpr double kSpoilt = 0.1;  // Of the sectors that are not kept.
  std::string content = synced_;
  for (const Change& change : changes_) {
    if (change.truncates) {
      if (isLikely(kept, random)) content.resize(static_cast<std::size_t>(change.offset));
      continue;
    }
    for (std::size_t begin = 0; begin < change.data.size();) {
      const std::size_t offset = static_cast<std::size_t>(change.offset) + begin;
      const std::size_t size = std::min(kSector - offset % kSector, change.data.size() - begin);
      if (isLikely(kept, random)) {
        put(content, offset, std::string_view(change.data).substr(begin, size));
      } else if (isLikely(kSpoilt, random)) {
        put(content, offset, anyBytes(size, random));
      }
      begin += size;
    }
  }
  return content;
}

/// As SQLite allocates it; the system's file follows.
struct Disk::OpenFile {
  sqlite3_file base = {};
  Disk* disk = nullptr;
  std::shared_ptr<CachedFile> cached = {};  ///< Null for temporary files.

  static OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
  sqlite3_file* system() { return reinterpret_cast<sqlite3_file*>(this + 1); }

  /// Passes a call on to the system's file.
  template <auto Method, typename... Arguments>
  static auto pass(sqlite3_file* file, Arguments... arguments) {
    sqlite3_file* const system = of(file).system();
    return (system->pMethods->*Method)(system, arguments...);
  }
};

Disk::Disk() : system_(sqlite3_vfs_find(nullptr)), vfs_(*system_) {
  // The other functions of the system's VFS do not need to be called with it.
  vfs_.szOsFile += static_cast<int>(sizeof(OpenFile));
  vfs_.zName = "disk of the tests";
  vfs_.pAppData = this;
  vfs_.xOpen = open;
  vfs_.xDelete = remove;
  constexpr int kAsDefault = 1;
  sqlite3_vfs_register(&vfs_, kAsDefault);
}

Disk::~Disk() {
  sqlite3_vfs_unregister(&vfs_);
}

void Disk::Name::sync() {
  synced = now();
  since.clear();
}

// --- The calls -------------------------------------------------------------------------

int Disk::begin(Call call) {
  if (planned_ && planned_->fault == Fault::Full && call != Call::Write) return SQLITE_OK;
  ++calls_;
  if (cutAt_ && calls_ >= *cutAt_) hasPower_ = false;
  if (!hasPower_) return errorOf(call, Fault::Failure);
  if (!planned_ || calls_ < planned_->call) return SQLITE_OK;
  if (calls_ > planned_->call && !planned_->lasts) return SQLITE_OK;
  if (!planned_->failed) planned_->failed = call;
  return errorOf(call, planned_->fault);
}

/// Knows the file from now on, with the content that it has.
Disk::Name& Disk::nameOf(const std::string& path) {
  const auto found = names_.find(path);
  if (found != names_.end()) return found->second;
  const auto file = fs::exists(path) ? std::make_shared<CachedFile>(contentOf(path)) : nullptr;
  return names_.emplace(path, Name{file}).first->second;
}

int Disk::open(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* out) {
  auto& disk = *static_cast<Disk*>(vfs->pAppData);
  const Lock lock(disk.mutex_);
  file->pMethods = nullptr;  // SQLite does not close it then.
  if (const int error = disk.begin(Call::Open); error != SQLITE_OK) return error;
  std::shared_ptr<CachedFile> cached;
  if (path != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0) {
    Name& name = disk.nameOf(path);
    if (!name.now()) name.since.push_back(std::make_shared<CachedFile>(""));
    cached = name.now();
  }
  auto* const opened = new (file) OpenFile{{}, &disk, std::move(cached)};
  const int result = disk.system_->xOpen(disk.system_, path, opened->system(), flags, out);
  if (result != SQLITE_OK) {
    opened->~OpenFile();
    return result;
  }
  opened->base.pMethods = &methods();
  return SQLITE_OK;
}

int Disk::remove(sqlite3_vfs* vfs, const char* path, int syncFolder) {
  auto& disk = *static_cast<Disk*>(vfs->pAppData);
  const Lock lock(disk.mutex_);
  if (const int error = disk.begin(Call::Delete); error != SQLITE_OK) return error;
  Name& name = disk.nameOf(path);
  name.since.emplace_back(nullptr);
  if (syncFolder != 0 && !disk.ignoresSyncs_) name.sync();
  return disk.system_->xDelete(disk.system_, path, syncFolder);
}

int Disk::close(sqlite3_file* file) {
  OpenFile& open = OpenFile::of(file);
  const int result = open.system()->pMethods->xClose(open.system());
  open.~OpenFile();
  return result;
}

int Disk::read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
  OpenFile& open = OpenFile::of(file);
  const Lock lock(open.disk->mutex_);
  if (const int error = open.disk->begin(Call::Read); error != SQLITE_OK) return error;
  return open.system()->pMethods->xRead(open.system(), data, size, offset);
}

int Disk::write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  OpenFile& open = OpenFile::of(file);
  const Lock lock(open.disk->mutex_);
  const int error = open.disk->begin(Call::Write);
  const int written = error == SQLITE_OK ? size : size / 2;  // A write that fails is torn.
  if (open.cached) {
    open.cached->write(offset, {static_cast<const char*>(data), static_cast<std::size_t>(written)});
  }
  const int result = open.system()->pMethods->xWrite(open.system(), data, written, offset);
  return error == SQLITE_OK ? result : error;
}

int Disk::truncate(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& open = OpenFile::of(file);
  const Lock lock(open.disk->mutex_);
  if (const int error = open.disk->begin(Call::Truncate); error != SQLITE_OK) return error;
  if (open.cached) open.cached->truncate(size);
  return open.system()->pMethods->xTruncate(open.system(), size);
}

/// Does not sync the system's file, since this process does not die.
int Disk::sync(sqlite3_file* file, int /*flags*/) {
  OpenFile& open = OpenFile::of(file);
  const Lock lock(open.disk->mutex_);
  const int error = open.disk->begin(Call::Sync);
  if (!open.cached || open.disk->ignoresSyncs_) return error;
  if (error != SQLITE_OK) {
    if (open.disk->hasPower_) open.cached->failToSync();
    return error;
  }
  open.cached->sync();
  // SQLite syncs the folder of a new file together with it.
  for (auto& [path, name] : open.disk->names_)
    if (name.now() == open.cached) name.sync();
  return SQLITE_OK;
}

const sqlite3_io_methods& Disk::methods() {
  // Version 2: without memory mapped content, whose changes would not be seen.
  static const sqlite3_io_methods kMethods = {
      .iVersion = 2,
      .xClose = close,
      .xRead = read,
      .xWrite = write,
      .xTruncate = truncate,
      .xSync = sync,
      .xFileSize = OpenFile::pass<&sqlite3_io_methods::xFileSize>,
      .xLock = OpenFile::pass<&sqlite3_io_methods::xLock>,
      .xUnlock = OpenFile::pass<&sqlite3_io_methods::xUnlock>,
      .xCheckReservedLock = OpenFile::pass<&sqlite3_io_methods::xCheckReservedLock>,
      .xFileControl = OpenFile::pass<&sqlite3_io_methods::xFileControl>,
      .xSectorSize = OpenFile::pass<&sqlite3_io_methods::xSectorSize>,
      .xDeviceCharacteristics = OpenFile::pass<&sqlite3_io_methods::xDeviceCharacteristics>,
      .xShmMap = OpenFile::pass<&sqlite3_io_methods::xShmMap>,
      .xShmLock = OpenFile::pass<&sqlite3_io_methods::xShmLock>,
      .xShmBarrier = OpenFile::pass<&sqlite3_io_methods::xShmBarrier>,
      .xShmUnmap = OpenFile::pass<&sqlite3_io_methods::xShmUnmap>,
      .xFetch = nullptr,
      .xUnfetch = nullptr,
  };
  return kMethods;
}

// --- Power and faults ------------------------------------------------------------------

void Disk::cutPowerAt(std::int64_t call) {
  const Lock lock(mutex_);
  calls_ = 0;
  cutAt_ = call;
}

bool Disk::hasPower() const {
  const Lock lock(mutex_);
  return hasPower_;
}

void Disk::restart(std::minstd_rand& random) {
  const Lock lock(mutex_);
  // A cache that had written all or nothing must be seen as well as one in between.
  constexpr double kProbabilities[] = {0, 0.5, 0.9, 1};
  const double kept = kProbabilities[random() % std::size(kProbabilities)];
  for (const auto& [path, name] : names_) {
    std::vector<std::shared_ptr<CachedFile>> possible = name.since;
    possible.push_back(name.synced);
    const auto& file = possible[random() % possible.size()];
    if (file) {
      std::ofstream(path, std::ios::binary) << file->afterPowerLoss(kept, random);
    } else {
      fs::remove(path);
    }
    fs::remove(path + "-shm");  // It is memory, which only looks like a file.
  }
  names_.clear();
  cutAt_.reset();
  hasPower_ = true;
}

void Disk::failAt(std::int64_t call, Fault fault, bool lasts) {
  const Lock lock(mutex_);
  calls_ = 0;
  planned_ = Planned{call, fault, lasts};
}

std::optional<Disk::Call> Disk::mend() {
  const Lock lock(mutex_);
  const auto planned = std::exchange(planned_, std::nullopt);
  return planned ? planned->failed : std::nullopt;
}

}  // namespace freezer::test
