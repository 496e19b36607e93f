#include "core/store/checksum.h"

#include <Poco/Checksum.h>

#include <string>

namespace freezer {

std::uint32_t checksumOf(const Record& record) {
  std::string head;
  for (const std::string* const text :
       {&record.id, &record.project_id, &record.user_id, &record.sidecar}) {
    head.append(*text).push_back('\0');
  }
  for (const std::int64_t number : {record.version, record.created_at, record.updated_at})
    head.append(std::to_string(number)).push_back('\0');
  Poco::Checksum checksum(Poco::Checksum::TYPE_CRC32);
  checksum.update(head);
  checksum.update(record.text.data(), static_cast<unsigned>(record.text.size()));
  return checksum.checksum();
}

}  // namespace freezer
