#include "server/openapi/schemas.h"

#include <vector>

#include "core/json/document.h"
#include "server/openapi/fields.h"
#include "server/openapi/fixed_schemas.h"
#include "server/openapi/json.h"

namespace freezer::server::openapi {
namespace {

constexpr std::string_view kOwner[] = {"project_id", "user_id"};

Object described(Object schema, std::string_view description) {
  schema.set("description", description);
  return schema;
}

Object referToSchema(std::string_view name) {
  return referTo("schemas", name);
}

Object idAndMore(const Resource& resource) {
  Object schema = objectOf({{"type", "object"}});
  addProperty(schema, resource.idField, objectOf({{"type", "string"}}), true);
  return schema;
}

Object versionSchema() {
  return objectOf({{"type", "integer"}, {"format", "int64"}});
}

/// Whether the stored document has the field beside its envelope, if it has one.
bool isOutside(const Resource& resource, const Field& field) {
  return resource.envelope.empty() || (field.traits & kReadOnly) != 0 ||
         storedPointer(resource, field) == "/" + std::string(field.name);
}

/// The fields beside the envelope, or those in it. A patch cannot change the ID.
std::vector<Field> fieldsOf(const Resource& resource, bool outside, Use use) {
  std::vector<Field> fields;
  for (const Field& field : resource.fields) {
    if (isOutside(resource, field) != outside) continue;
    fields.push_back(field);
    if (use == Use::Patch && field.name == resource.idField) fields.back().traits = kReadOnly;
  }
  return fields;
}

/// A stored document, or a patch of one.
Object storedSchema(const Resource& resource, Use use) {
  const bool isClosed = resource.closed || (use == Use::Patch && resource.kind == Kind::Backup);
  Object schema = objectSchema(fieldsOf(resource, true, use), isClosed, use);
  if (!resource.envelope.empty()) {
    addProperty(schema, resource.envelope,
                objectSchema(fieldsOf(resource, false, use), resource.closed, use),
                use == Use::Reply);
  }
  return described(std::move(schema), resource.help);
}

/// A job shows its actions as they are returned by themselves.
void referToActions(const Object& schema) {
  const Document job = Document::viewOf(schema);
  job.objectAt("/properties/job_actions")
      .set("items", referToSchema(schemaName(resourceOf(Kind::Action))));
}

Object replySchema(const Resource& resource) {
  Object schema = storedSchema(resource, Use::Reply);
  if (resource.kind == Kind::Job) referToActions(schema);
  Array required = asArray(schema.get("required"));
  for (const std::string_view name : kOwner) required.add(name);
  // The ID of a client is in its envelope.
  if (resource.kind != Kind::Client) required.add(resource.idField);
  return schema;
}

Object bodySchema(const Resource& resource) {
  Object schema = objectSchema(resource.fields, resource.closed, Use::Body);
  return described(std::move(schema), resource.help);
}

/// A patch can have the members of a client in the envelope, or all at the top.
Object patchSchema(const Resource& resource) {
  Object schema = storedSchema(resource, Use::Patch);
  if (resource.kind == Kind::Client) {
    for (const Field& field : fieldsOf(resource, false, Use::Patch)) {
      addProperty(schema, field.name, fieldSchema(field, Use::Patch), false);
    }
  }
  return described(std::move(schema), "A JSON Merge Patch (RFC 7396): null removes a member.");
}

Object listSchema(const Resource& resource) {
  const std::string plural(resource.plural);
  Object schema = objectOf({{"type", "object"}});
  addProperty(schema, plural,
              objectOf({{"type", "array"}, {"items", referToSchema(schemaName(resource))}}), true);
  addProperty(schema, plural + "_links",
              objectOf({{"description", "The next page, if there is one."},
                        {"type", "array"},
                        {"items", referToSchema("Link")}}),
              false);
  addProperty(schema, "count",
              described(versionSchema(), "Number of documents on all pages, with with_count."),
              false);
  return schema;
}

Object idAndVersionSchema(const Resource& resource) {
  // The reply to the patch of a backup is the whole backup.
  Object schema = resource.kind == Kind::Backup ? replySchema(resource) : idAndMore(resource);
  addProperty(schema, "version",
              described(versionSchema(), "Version: the number of changes plus one."), true);
  return schema;
}

void addKind(Object& schemas, const Resource& resource) {
  const std::string name = schemaName(resource);
  schemas.set(name, replySchema(resource));
  schemas.set(name + "Body", bodySchema(resource));
  schemas.set(name + "Patch", patchSchema(resource));
  schemas.set(name + "List", listSchema(resource));
  schemas.set(name + "Id", idAndMore(resource));
  schemas.set(name + "Version", idAndVersionSchema(resource));
}

void addFixed(Object& schemas, std::span<const FixedSchema> fixed) {
  for (const auto& [name, text] : fixed) {
    schemas.set(std::string(name), Document::parse(text).value().object());
  }
}

}  // namespace

std::string schemaName(const Resource& resource) {
  std::string name(resource.name);
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

Object schemas() {
  Object all = Object::make();
  for (const Resource& resource : resources()) addKind(all, resource);
  for (const auto fixed :
       {serviceSchemas(), requestSchemas(), overviewSchemas(), identitySchemas()}) {
    addFixed(all, fixed);
  }
  return all;
}

}  // namespace freezer::server::openapi
