#include "server/identity/identity_documents.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>

#include <string_view>

#include "core/json/document.h"

namespace freezer::server {
namespace {

constexpr std::string_view kDomain = R"("domain":{"id":"default","name":"Default"})";

/// "2026-11-23T10:00:00.000000Z", as Keystone writes times.
std::string timeText(std::int64_t seconds) {
  return quoteJson(Poco::DateTimeFormatter::format(Poco::Timestamp::fromEpochTime(seconds),
                                                   "%Y-%m-%dT%H:%M:%S.000000Z"));
}

std::string idAndName(const std::string& id, const std::string& name) {
  return R"("id":)" + quoteJson(id) + R"(,"name":)" + quoteJson(name);
}

/// One service, with an endpoint for each of the three interfaces.
std::string service(const std::string& type, const std::string& name, const std::string& url) {
  std::string endpoints;
  for (const std::string interface : {"public", "internal", "admin"}) {
    endpoints.append(endpoints.empty() ? "" : ",");
    endpoints += R"({"id":")" + name + '-' + interface + R"(","interface":")" + interface +
                 R"(","region":"RegionOne","region_id":"RegionOne","url":)" + quoteJson(url) + '}';
  }
  return R"({"id":")" + name + R"(","type":")" + type + R"(","name":")" + name +
         R"(","endpoints":[)" + endpoints + "]}";
}

/// The members that only a token with a project has.
std::string scopeMembers(const TokenDetails& details) {
  std::string roles;
  for (const std::string& role : details.roles) {
    roles.append(roles.empty() ? "{" : ",{").append(idAndName(role, role)) += '}';
  }
  return R"(,"project":{)" + idAndName(details.token.project_id, details.project_name) + ',' +
         std::string(kDomain) + R"(},"is_domain":false,"roles":[)" + roles + ']';
}

}  // namespace

std::string identityVersion(const std::string& base) {
  return R"({"id":"v3.14","status":"stable","updated":"2020-04-07T00:00:00Z",)"
         R"("links":[{"rel":"self","href":)" +
         quoteJson(base + kIdentityPath + "/") +
         R"(}],"media-types":[{"base":"application/json",)"
         R"("type":"application/vnd.openstack.identity-v3+json"}]})";
}

std::string serviceCatalog(const std::string& base) {
  return '[' + service("backup", "freezer", base) + ',' +
         service("identity", "keystone", base + kIdentityPath) + ']';
}

std::string tokenDocument(const TokenDetails& details, const std::string& catalog) {
  const Token& token = details.token;
  std::string text = R"({"token":{"methods":[)" + quoteJson(token.method) + R"(],"user":{)" +
                     idAndName(token.user_id, details.user_name) + ',' + std::string(kDomain) +
                     R"(,"password_expires_at":null},"audit_ids":[)" + quoteJson(token.id) +
                     R"(],"expires_at":)" + timeText(token.expires_at) + R"(,"issued_at":)" +
                     timeText(token.issued_at);
  if (!token.project_id.empty()) {
    text += scopeMembers(details);
    if (!catalog.empty()) text += R"(,"catalog":)" + catalog;
  }
  return text + "}}";
}

std::string projectList(std::span<const Project> projects, const std::string& base,
                        const std::string& path) {
  std::string list;
  for (const Project& project : projects) {
    list.append(list.empty() ? "{" : ",{").append(idAndName(project.id, project.name));
    list += R"(,"domain_id":"default","enabled":true,"is_domain":false,"parent_id":"default",)"
            R"("description":"","tags":[],"options":{},"links":{"self":)" +
            quoteJson(base + kIdentityPath + "/projects/" + project.id) + "}}";
  }
  return R"({"projects":[)" + list + R"(],"links":{"next":null,"previous":null,"self":)" +
         quoteJson(base + kIdentityPath + path) + "}}";
}

}  // namespace freezer::server
