// The schemas of documents in GET /openapi.json: they accept and refuse what the service does.

#include <gtest/gtest.h>

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/rules/envelope.h"
#include "core/rules/validation.h"
#include "server/openapi/schemas.h"
#include "tests/server/api_description.h"
#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

/// One field of a kind, and its place in a body.
struct Place {
  const Field* field;
  std::string pointer;    ///< In the body, or in the first entry of `list`.
  std::string list = {};  ///< Pointer in the body; empty: none.

  void set(const Document& body, const std::string& below, const Value& value) const {
    const Object top = list.empty() ? body.object() : asObject(body.arrayAt(list)[0]);
    Document::viewOf(top).set(pointer + below, value);
  }
};

void addPlaces(std::span<const Field> fields, const std::string& above, const std::string& list,
               std::vector<Place>& places) {
  for (const Field& field : fields) {
    const std::string pointer = above + "/" + std::string(field.name);
    places.push_back({&field, pointer, list});
    if (field.type == Type::ObjectList) {
      addPlaces(field.members, "", pointer, places);
    } else {
      addPlaces(field.members, pointer, list, places);
    }
  }
}

/// Every field of a kind at any depth.
std::vector<Place> placesOf(const Resource& resource) {
  std::vector<Place> places;
  addPlaces(resource.fields, "", "", places);
  return places;
}

/// Values of every type; some fit any field.
std::vector<Value> values() {
  const Document parsed =
      Document::parse(R"({"all":["x","",7,-1,true,null,{},{"a":1},[],["x"],[7],[{}],[null]]})")
          .value();
  std::vector<Value> all;
  for (const ValueRef value : parsed.arrayAt("/all")) all.emplace_back(value);
  return all;
}

class EveryKind : public testing::TestWithParam<Kind> {
 protected:
  Document sample() const {
    Document body = Document::parse(sampleBody(resource_.kind)).value();
    if (resource_.kind == Kind::Client) body.set("/client_id", "other.example.org");
    return body;
  }

  bool isDocumented(const std::string& form, const Document& body) const {
    return api_.faults(name_ + form, Value(body.object())).empty();
  }

  /// The schema of bodies and the service agree on `body`. The service has rules beyond the
  /// schema, such as for cron, so it may also refuse what the schema accepts.
  void expectAgreement(const Document& body) {
    const bool isDocumentedBody = isDocumented("Body", body);
    EXPECT_EQ(isDocumentedBody, validate(resource_, body).empty()) << body.text();
    if (isDocumentedBody) return;
    const Reply reply = service_.ask({"POST", collection_, body.text()});
    EXPECT_EQ(reply.status, 400) << body.text() << reply.body;
  }

  const Resource& resource_ = resourceOf(GetParam());
  TestStore store_;
  DirectService service_{store_.freezer};
  ApiDescription api_{service_};
  std::map<std::string, std::string> ids_ = createSamples(service_, "/v2/p1");
  std::string collection_ = "/v2/p1/" + std::string(resource_.plural);
  std::string document_ = collection_ + "/" + ids_.at(std::string(resource_.idField));
  std::string name_ = server::openapi::schemaName(resource_);
};

TEST_P(EveryKind, FieldsOfBodiesAgreeWithTheService) {
  for (const Place& place : placesOf(resource_)) {
    for (const Value& value : values()) {
      Document body = sample();
      place.set(body, "", value);
      expectAgreement(body);
    }
    for (const std::string_view allowed : place.field->oneOf) {
      Document body = sample();
      place.set(body, "", Value(allowed));
      EXPECT_TRUE(isDocumented("Body", body)) << body.text();
    }
  }
}

TEST_P(EveryKind, BodiesNeedWhatTheServiceRequires) {
  for (const Field& field : resource_.fields) {
    Document body = sample();
    body.remove("/" + std::string(field.name));
    expectAgreement(body);
    const bool isRequired = (field.traits & kRequired) != 0;
    EXPECT_EQ(isDocumented("Body", body), !isRequired) << field.name;
  }
}

TEST_P(EveryKind, UnknownMembersAreRefusedInClosedObjects) {
  Document top = sample();
  top.set("/unknown", 1);
  expectAgreement(top);
  EXPECT_EQ(isDocumented("Body", top), !resource_.closed);
  for (const Place& place : placesOf(resource_)) {
    if (place.field->type != Type::Object) continue;
    Document body = sample();
    place.set(body, "/unknown", 1);
    expectAgreement(body);
    const bool isClosed = (place.field->traits & kClosed) != 0;
    EXPECT_EQ(isDocumented("Body", body), !isClosed) << body.text();
  }
}

TEST_P(EveryKind, LongListsAndTextsAreRefused) {
  for (const Field& field : resource_.fields) {
    if (field.type != Type::TextList) continue;
    Document body = sample();
    Array list = Array::make();
    for (std::size_t i = 0; i < kMaxItems; ++i) list.add(Value("x"));
    body.set("/" + std::string(field.name), list);
    EXPECT_TRUE(isDocumented("Body", body)) << field.name;
    list.add(Value("x"));
    body.set("/" + std::string(field.name), list);
    expectAgreement(body);
  }
  for (const Place& place : placesOf(resource_)) {
    if (place.field->pattern == nullptr) continue;
    Document body = sample();
    place.set(body, "", std::string(place.field->pattern->maxLength + 1, '1'));
    expectAgreement(body);
    EXPECT_FALSE(isDocumented("Body", body)) << place.pointer;
  }
}

TEST_P(EveryKind, PatchesAgreeWithTheService) {
  for (const Field& field : resource_.fields) {
    const bool isReadOnly = (field.traits & kReadOnly) != 0;
    const std::string pointer =
        isReadOnly ? "/" + std::string(field.name) : storedPointer(resource_, field);
    for (const Value& value : values()) {
      Document patch;
      patch.set(pointer, value);
      const int status = service_.ask({"PATCH", document_, patch.text()}).status;
      if (isDocumented("Patch", patch)) {
        EXPECT_TRUE(value.isText() || status != 400) << patch.text();
      } else {
        EXPECT_EQ(status, 400) << patch.text();
      }
    }
  }
}

TEST_P(EveryKind, RepliesPromiseTheMembersThatAreAlwaysThere) {
  std::vector<std::string> pointers = {"/project_id", "/user_id", idPointer(resource_)};
  for (const Field& field : resource_.fields) {
    const bool isThere = (field.traits & kRequired) != 0 || field.fallback.index() != 0;
    if (isThere) pointers.push_back(storedPointer(resource_, field));
  }
  const Document document = service_.ask({"GET", document_}).json();
  EXPECT_TRUE(isDocumented("", document));
  for (const std::string& pointer : pointers) {
    EXPECT_TRUE(document.has(pointer)) << pointer;
    Document without = document.clone();
    without.remove(pointer);
    EXPECT_FALSE(isDocumented("", without)) << pointer;
  }
}

INSTANTIATE_TEST_SUITE_P(Server, EveryKind, testing::ValuesIn(kReferenceOrder),
                         [](const testing::TestParamInfo<Kind>& each) {
                           return std::string(resourceOf(each.param).name);
                         });

}  // namespace
}  // namespace freezer::test
