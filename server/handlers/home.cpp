#include "server/handlers/home.h"

#include "core/json/document.h"

namespace freezer::server {
namespace {

ObjectPtr variablesOf(const Path& path) {
  ObjectPtr variables = newObject();
  for (const std::string_view segment : path.segments) {
    const std::string name(variableName(segment));
    if (!name.empty()) variables->set(name, "param/" + name);
  }
  return variables;
}

ObjectPtr hintsOf(const Path& path) {
  ArrayPtr allow = new Poco::JSON::Array;
  for (const Route* row : path.rows) allow->add(std::string(row->method));

  const bool isHome = path.first().rel == "rel/home";
  ObjectPtr formats = newObject();
  formats->set(std::string(isHome ? kHomeContentType : "application/json"), newObject());

  ObjectPtr hints = newObject();
  hints->set("allow", allow);
  hints->set("formats", formats);
  return hints;
}

ObjectPtr describe(const Path& path) {
  ObjectPtr description = newObject();
  const ObjectPtr variables = variablesOf(path);
  if (variables->size() == 0) {
    description->set("href", path.first().path);
  } else {
    description->set("href-template", path.first().path);
    description->set("href-vars", variables);
  }
  description->set("hints", hintsOf(path));
  return description;
}

}  // namespace

std::string homeDocument(const Router& router, ApiVersion version) {
  ObjectPtr described = newObject();
  for (const Path& path : router.paths()) {
    const ApiVersion its = path.first().version;
    if (its == version || its == ApiVersion::None) described->set(path.first().rel, describe(path));
  }
  ObjectPtr document = newObject();
  document->set("resources", described);
  return toJson(document);
}

}  // namespace freezer::server
