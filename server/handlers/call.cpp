#include "server/handlers/call.h"

namespace freezer::server {

Result<Document> Call::body() const {
  if (request.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Error{ErrorCode::InvalidDocument, "The request must have a body, a JSON object."};
  }
  return Document::parse(request.body, context.limits.document);
}

void appendMember(std::string& out, std::string_view name, std::string_view json) {
  out.back() = ',';  // In place of the closing brace.
  out.append("\"").append(name).append("\":").append(json).append("}");
}

void appendShown(std::string& out, const Call& call, const Record& record) {
  out += record.text;
  if (!call.isV1()) return;
  appendMember(out, "_version", std::to_string(record.version));
  if (call.resource().kind == Kind::Backup) {
    appendMember(out, "user_name", quoteJson(record.sidecar));
  }
}

}  // namespace freezer::server
