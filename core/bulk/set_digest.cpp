#include "core/bulk/set_digest.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "core/pointers.h"

namespace freezer::bulk {
namespace {

void appendCanonical(ValueRef value, std::string& text);

void appendMember(const Member& member, std::string& text) {
  if (member.value.isNull()) return;
  text.append(quoteJson(member.name)).append(":");
  appendCanonical(member.value, text);
  text += ',';
}

/// Appends JSON with the members in the order of their names, and without null.
void appendCanonical(ValueRef value, std::string& text) {
  if (const Object object = asObject(value)) {
    text += '{';
    object.forEachByName([&](const Member& member) { appendMember(member, text); });
    text += '}';
  } else if (const Array array = asArray(value)) {
    text += '[';
    for (const ValueRef entry : array) {
      appendCanonical(entry, text);
      text += ',';
    }
    text += ']';
  } else {
    text += toJson(value);
  }
}

/// A job without the IDs of its actions.
Document withoutActionIds(const Document& job) {
  Document copy = job.clone();
  if (const Array entries = copy.arrayAt(at::kJobActions)) {
    for (const ValueRef entry : entries) {
      if (const Object object = asObject(entry)) Document::viewOf(object).remove(at::kActionId);
    }
  }
  return copy;
}

std::uint64_t hash(const std::string& text) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  constexpr unsigned kBits = 8;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) number = number << kBits | digest.at(i);
  return number;
}

}  // namespace

std::string SetDigest::text() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[sum_ >> shift & 0xFU];
  return text;
}

std::uint64_t digestOf(const Resource& resource, const Record& record, const Document& document) {
  std::string text;
  for (const std::string_view part :
       {resource.name, std::string_view(record.id), std::string_view(record.project_id),
        std::string_view(record.user_id), std::string_view(record.sidecar)}) {
    text.append(quoteJson(part));
  }
  text.append(std::to_string(record.created_at))
      .append(" ")
      .append(std::to_string(record.updated_at));
  if (resource.kind == Kind::Job) {
    const Document job = withoutActionIds(document);
    appendCanonical(Value(job.object()), text);
  } else {
    appendCanonical(Value(document.object()), text);
  }
  return hash(text);
}

}  // namespace freezer::bulk
