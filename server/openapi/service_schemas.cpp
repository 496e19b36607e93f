#include "server/openapi/fixed_schemas.h"

namespace freezer::server::openapi {
namespace {

constexpr FixedSchema kServiceSchemas[] = {
    {"Error", R"({
      "type": "object",
      "required": ["title", "description"],
      "properties": {
        "title": {"type": "string"},
        "description": {"type": "string"},
        "errors": {
          "description": "All faults of a document that is not valid.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["pointer", "message"],
            "properties": {
              "pointer": {"description": "The place of the fault: a JSON pointer (RFC 6901).",
                          "type": "string"},
              "message": {"type": "string"}
            }
          }
        }
      }
    })"},
    {"IdentityError", R"({
      "description": "The form of the Identity API.",
      "type": "object",
      "required": ["error"],
      "properties": {
        "error": {
          "type": "object",
          "required": ["code", "title", "message"],
          "properties": {
            "code": {"description": "The status.", "type": "integer"},
            "title": {"type": "string"},
            "message": {"type": "string"}
          }
        }
      }
    })"},

    {"Link", R"({
      "type": "object",
      "required": ["rel", "href"],
      "properties": {"rel": {"type": "string"}, "href": {"type": "string"}}
    })"},
    {"Versions", R"({
      "type": "object",
      "required": ["versions"],
      "properties": {
        "versions": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "status", "updated", "links"],
            "properties": {
              "id": {"type": "string"},
              "status": {"enum": ["CURRENT", "SUPPORTED"]},
              "updated": {"type": "string"},
              "links": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
            }
          }
        }
      }
    })"},
    {"Home", R"({
      "description": "A JSON Home document (draft-nottingham-json-home-03).",
      "type": "object",
      "required": ["resources"],
      "properties": {
        "resources": {
          "type": "object",
          "additionalProperties": {
            "type": "object",
            "required": ["hints"],
            "properties": {
              "href": {"type": "string"},
              "href-template": {"type": "string"},
              "href-vars": {"type": "object", "additionalProperties": {"type": "string"}},
              "hints": {
                "type": "object",
                "required": ["allow", "formats"],
                "properties": {
                  "allow": {"type": "array", "items": {"type": "string"}},
                  "formats": {"type": "object", "additionalProperties": {"type": "object"}}
                }
              }
            }
          }
        }
      }
    })"},
    {"Health", R"({
      "type": "object",
      "required": ["status"],
      "properties": {
        "status": {"enum": ["ok", "failed"]},
        "store": {"description": "With the parameter detailed.", "enum": ["ok", "failed"]}
      }
    })"},
    {"Metrics", R"({"description": "Text for Prometheus.", "type": "string"})"},
    {"OpenApi", R"({
      "description": "An OpenAPI document.",
      "type": "object",
      "required": ["openapi", "info"],
      "properties": {"openapi": {"type": "string"}, "info": {"type": "object"}},
      "additionalProperties": true
    })"},
};

}  // namespace

std::span<const FixedSchema> serviceSchemas() {
  return kServiceSchemas;
}

}  // namespace freezer::server::openapi
