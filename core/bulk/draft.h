#pragma once

#include <string>
#include <vector>

#include "core/bulk/line.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

/// A document of another service on its way to stored form.
struct Draft {
  const Resource* resource = nullptr;
  Document document = {};
  Record record = {};  ///< Only times and sidecar.
  Unknown unknown = {};
  std::vector<std::string> notes = {};  ///< What was changed, and why.
};

/// A text from a document, for a note.
std::string quoted(const std::string& text);

/// Removes the members that are null, if there is an object.
void removeNulls(Object object);

/// Corrects what the Python service and its clients write in another form than this service.
void tidy(Draft& draft);

/// The line of a draft that is complete. Members that every stored document has are added. With
/// `strict`, InvalidDocument for a document that the service would not accept from a client;
/// otherwise it is as it is, with notes, and only ID and owner must be valid. Takes the notes.
Result<Line> finish(Draft draft, bool strict, std::vector<std::string>& notes);

}  // namespace freezer::bulk
