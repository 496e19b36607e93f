#include "core/rules/envelope.h"

#include <algorithm>

#include "core/rules/validation.h"

namespace freezer {
namespace {

std::string pointerTo(std::string_view member) {
  return "/" + std::string(member);
}

/// Whether the ID is inside the envelope: clients choose their ID, so it is part of their data.
bool isIdInside(const Resource& resource) {
  return resource.kind == Kind::Client;
}

bool isReadOnly(const Field& field) {
  return (field.traits & kReadOnly) != 0;
}

bool hasReadOnly(const Resource& resource, const Document& document) {
  return std::ranges::any_of(resource.fields, [&](const Field& field) {
    return isReadOnly(field) && document.object().has(std::string(field.name));
  });
}

void removeReadOnly(const Resource& resource, Document& document) {
  for (const Field& field : resource.fields) {
    if (isReadOnly(field)) document.object().remove(std::string(field.name));
  }
}

/// Whether the member of a column is outside the envelope, like the status of a backup.
bool isOutsideEnvelope(const Column& column) {
  return column.pointer.substr(1) == column.name;
}

/// The same for any member except owner and ID.
bool isOutsideEnvelope(const Resource& resource, std::string_view member) {
  const Column* column = findColumn(resource, member);
  return column != nullptr && isOutsideEnvelope(*column);
}

/// The inverse of toStored(), including ID and owner. May share the tree of `stored`.
Document toBody(const Resource& resource, const Document& stored) {
  if (resource.envelope.empty()) return Document::viewOf(stored.object());
  Document body;
  if (const Object content = stored.objectAt(pointerTo(resource.envelope))) {
    body = Document::viewOf(content).clone();
  }
  for (const auto& [member, value] : stored.object().copyOfMembers()) {
    if (isOutsideEnvelope(resource, member)) body.set(pointerTo(member), value);
  }
  return body;
}

Value valueOf(const Default& fallback) {
  if (const auto* text = std::get_if<std::string_view>(&fallback)) return std::string(*text);
  if (const auto* number = std::get_if<std::int64_t>(&fallback)) return *number;
  return Object::make();
}

Error notApplicable(std::string pointer, std::string message) {
  return invalidDocument({{std::move(pointer), std::move(message)}});
}

/// A patch of a client may be flat, as in a create request, or have an envelope, as in a response.
void foldIntoEnvelope(const Resource& resource, Document& patch) {
  const std::string envelope = pointerTo(resource.envelope);
  Document content;
  for (const auto& [member, value] : patch.object().copyOfMembers()) {
    if (member != resource.envelope) content.object().set(member, value);
  }
  // Not merged: nulls are for the document that is patched.
  if (const Object given = patch.objectAt(envelope)) {
    for (const auto& [member, value] : given.copyOfMembers()) content.object().set(member, value);
  }
  patch = Document();
  patch.set(envelope, content.object());
}

}  // namespace

std::string idPointer(const Resource& resource) {
  const std::string inBody = pointerTo(resource.idField);
  return isIdInside(resource) ? pointerTo(resource.envelope) + inBody : inBody;
}

Document acceptBody(const Resource& resource, const Document& given) {
  const std::string envelope = pointerTo(resource.envelope);
  const Object content = resource.envelope.empty() ? Object() : given.objectAt(envelope);
  if (!content && !hasReadOnly(resource, given)) return Document::viewOf(given.object());
  Document body = given.clone();
  if (content) {
    body.remove(envelope);
    removeReadOnly(resource, body);
    Document flat = Document::viewOf(content).clone();
    for (const auto& [member, value] : body.object().copyOfMembers())
      flat.object().set(member, value);
    body = std::move(flat);
  }
  removeReadOnly(resource, body);
  return body;
}

Document toStored(const Resource& resource, const Document& body, const std::string& id,
                  const std::string& project_id, const std::string& user_id) {
  Object stored = Object::make();
  const std::string idField(resource.idField);
  const bool idInside = isIdInside(resource);
  if (!idInside) stored.set(idField, id);
  stored.set("project_id", project_id);
  stored.set("user_id", user_id);
  if (resource.envelope.empty()) {
    for (const Member& member : body.object().members()) {
      if (member.name != idField) stored.set(member.name, clone(member.value));
    }
    return Document::viewOf(stored);
  }
  Object content = body.clone().object();  // What stays in it is the envelope's.
  if (!idInside) content.remove(idField);
  for (const Column& column : resource.columns) {
    const std::string name(column.name);
    if (!isOutsideEnvelope(column) || !content.has(name)) continue;
    stored.set(name, content.get(name));
    content.remove(name);
  }
  stored.set(std::string(resource.envelope), content);
  return Document::viewOf(stored);
}

void addDefaults(const Resource& resource, Document& stored) {
  for (const Field& field : resource.fields) {
    if (std::holds_alternative<std::monostate>(field.fallback)) continue;
    const std::string pointer = storedPointer(resource, field);
    if (stored.at(pointer).isNull()) stored.set(pointer, valueOf(field.fallback));
  }
}

std::vector<Fault> validateStored(const Resource& resource, const Document& stored) {
  std::vector<Fault> faults = validate(resource, toBody(resource, stored));
  if (resource.envelope.empty()) return faults;
  for (Fault& fault : faults) {
    const std::string member = fault.pointer.substr(1, fault.pointer.find('/', 1) - 1);
    if (!isOutsideEnvelope(resource, member)) {
      fault.pointer = pointerTo(resource.envelope) + fault.pointer;
    }
  }
  return faults;
}

Result<Document> acceptPatch(const Resource& resource, const Document& given) {
  Document patch = resource.kind == Kind::Client ? given.clone()
                                                 : Document::viewOf(given.object().shallowCopy());
  removeReadOnly(resource, patch);
  patch.remove(pointerTo(resource.idField));
  if (resource.envelope.empty()) return patch;

  const std::string envelope = pointerTo(resource.envelope);
  if (patch.has(envelope) && !patch.objectAt(envelope)) {
    return notApplicable(envelope, "must be an object");
  }
  if (resource.kind == Kind::Client) {
    foldIntoEnvelope(resource, patch);
    patch.remove(envelope + pointerTo(resource.idField));
    return patch;
  }
  for (const auto& [member, value] : patch.object().copyOfMembers()) {
    if (member != resource.envelope && !isOutsideEnvelope(resource, member)) {
      return notApplicable(pointerTo(member),
                           "cannot be changed here; a patch of a " + std::string(resource.name) +
                               " accepts status and " + std::string(resource.envelope));
    }
  }
  return patch;
}

}  // namespace freezer
