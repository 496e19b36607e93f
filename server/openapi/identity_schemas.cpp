#include "server/openapi/fixed_schemas.h"

namespace freezer::server::openapi {
namespace {

constexpr FixedSchema kIdentitySchemas[] = {
    {"IdentityVersions", R"({
      "type": "object",
      "required": ["versions"],
      "properties": {
        "versions": {
          "type": "object",
          "required": ["values"],
          "properties": {
            "values": {"type": "array",
                       "items": {"$ref": "#/components/schemas/IdentityVersionEntry"}}
          }
        }
      }
    })"},
    {"IdentityVersion", R"({
      "type": "object",
      "required": ["version"],
      "properties": {"version": {"$ref": "#/components/schemas/IdentityVersionEntry"}}
    })"},
    {"IdentityVersionEntry", R"({
      "type": "object",
      "required": ["id", "status", "updated", "links", "media-types"],
      "properties": {
        "id": {"type": "string"},
        "status": {"type": "string"},
        "updated": {"type": "string"},
        "links": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}},
        "media-types": {"type": "array", "items": {"type": "object"}}
      }
    })"},
    {"Login", R"({
      "type": "object",
      "required": ["auth"],
      "properties": {
        "auth": {
          "type": "object",
          "required": ["identity"],
          "properties": {
            "identity": {
              "type": "object",
              "required": ["methods"],
              "properties": {
                "methods": {
                  "description": "One method.",
                  "type": "array",
                  "items": {"enum": ["password", "token"]},
                  "minItems": 1,
                  "maxItems": 1
                },
                "password": {
                  "type": "object",
                  "required": ["user"],
                  "properties": {
                    "user": {
                      "anyOf": [{"$ref": "#/components/schemas/ById"},
                                {"$ref": "#/components/schemas/ByName"}],
                      "required": ["password"],
                      "properties": {"password": {"type": "string"}}
                    }
                  }
                },
                "token": {
                  "type": "object",
                  "required": ["id"],
                  "properties": {"id": {"type": "string"}}
                }
              }
            },
            "scope": {
              "anyOf": [
                {"enum": ["unscoped"]},
                {"type": "object", "required": ["unscoped"], "properties": {"unscoped": {}}},
                {
                  "type": "object",
                  "required": ["project"],
                  "properties": {
                    "project": {
                      "anyOf": [{"$ref": "#/components/schemas/ById"},
                                {"$ref": "#/components/schemas/ByName"}]
                    }
                  }
                }
              ]
            }
          }
        }
      }
    })"},
    {"ById", R"({
      "type": "object",
      "required": ["id"],
      "properties": {"id": {"type": "string"}}
    })"},
    {"ByName", R"({
      "type": "object",
      "required": ["name"],
      "properties": {
        "name": {"type": "string"},
        "domain": {
          "description": "The only domain is default.",
          "type": "object",
          "properties": {"id": {"type": "string"}, "name": {"type": "string"}}
        }
      }
    })"},
    {"Token", R"({
      "type": "object",
      "required": ["token"],
      "properties": {
        "token": {
          "type": "object",
          "required": ["methods", "user", "audit_ids", "expires_at", "issued_at"],
          "properties": {
            "methods": {"type": "array", "items": {"type": "string"}},
            "user": {
              "type": "object",
              "required": ["id", "name", "domain"],
              "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "domain": {"$ref": "#/components/schemas/IdAndName"},
                "password_expires_at": {"type": "null"}
              }
            },
            "audit_ids": {"type": "array", "items": {"type": "string"}},
            "expires_at": {"type": "string", "format": "date-time"},
            "issued_at": {"type": "string", "format": "date-time"},
            "project": {
              "description": "The project to which the token is scoped, if any.",
              "type": "object",
              "required": ["id", "name", "domain"],
              "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "domain": {"$ref": "#/components/schemas/IdAndName"}
              }
            },
            "is_domain": {"type": "boolean"},
            "roles": {"type": "array", "items": {"$ref": "#/components/schemas/IdAndName"}},
            "catalog": {"type": "array",
                        "items": {"$ref": "#/components/schemas/CatalogService"}}
          }
        }
      }
    })"},
    {"IdAndName", R"({
      "type": "object",
      "required": ["id", "name"],
      "properties": {"id": {"type": "string"}, "name": {"type": "string"}}
    })"},
    {"Catalog", R"({
      "type": "object",
      "required": ["catalog", "links"],
      "properties": {
        "catalog": {"type": "array", "items": {"$ref": "#/components/schemas/CatalogService"}},
        "links": {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
      }
    })"},
    {"CatalogService", R"({
      "type": "object",
      "required": ["id", "type", "name", "endpoints"],
      "properties": {
        "id": {"type": "string"},
        "type": {"enum": ["backup", "identity"]},
        "name": {"type": "string"},
        "endpoints": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "interface", "region", "region_id", "url"],
            "properties": {
              "id": {"type": "string"},
              "interface": {"enum": ["public", "internal", "admin"]},
              "region": {"type": "string"},
              "region_id": {"type": "string"},
              "url": {"type": "string"}
            }
          }
        }
      }
    })"},
    {"Projects", R"({
      "type": "object",
      "required": ["projects", "links"],
      "properties": {
        "projects": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "name", "domain_id", "enabled"],
            "properties": {
              "id": {"type": "string"},
              "name": {"type": "string"},
              "domain_id": {"type": "string"},
              "enabled": {"type": "boolean"},
              "is_domain": {"type": "boolean"},
              "parent_id": {"type": "string"},
              "description": {"type": "string"},
              "tags": {"type": "array", "items": {"type": "string"}},
              "options": {"type": "object"},
              "links": {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
            }
          }
        },
        "links": {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
      }
    })"},
};

}  // namespace

std::span<const FixedSchema> identitySchemas() {
  return kIdentitySchemas;
}

}  // namespace freezer::server::openapi
