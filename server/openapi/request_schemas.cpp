#include "server/openapi/fixed_schemas.h"

namespace freezer::server::openapi {
namespace {

constexpr FixedSchema kRequestSchemas[] = {
    {"Search",
     R"({
      "description": "Narrows a list. A document must match all entries of match and none of )"
     R"(match_not. Limits: 100 members in match and match_not together, 64 words of free )"
     R"(text, 256 characters a word.",
      "type": "object",
      "properties": {
        "match": {"type": "array", "items": {"$ref": "#/components/schemas/SearchEntry"}},
        "match_not": {"type": "array", "items": {"$ref": "#/components/schemas/SearchEntry"}},
        "_all": {"$ref": "#/components/schemas/SearchText"},
        "time_after": {"$ref": "#/components/schemas/SearchTime"},
        "time_before": {"$ref": "#/components/schemas/SearchTime"}
      },
      "additionalProperties": false
    })"},
    {"SearchEntry",
     R"({
      "description": "Members and their values. A name is looked for at any depth of the )"
     R"(document; a dotted path begins at its top. Values are compared as text; null )"
     R"(matches a value that is null or absent.",
      "type": "object",
      "minProperties": 1,
      "properties": {"_all": {"$ref": "#/components/schemas/SearchText"}},
      "additionalProperties": {"type": ["string", "number", "boolean", "null"]}
    })"},
    {"SearchText", R"({
      "description": "A free text search: each word must occur in a value of the document, )"
                   R"(ignoring case. The text of a JSON list of objects adds these to match.",
      "type": ["string", "number", "boolean"]
    })"},
    {"SearchTime",
     R"({
      "description": "A bound of the time of a document, inclusive, in seconds since the )"
     R"(epoch. The time of a backup is its time_stamp, of other documents that of their )"
     R"(creation.",
      "type": ["integer", "string"],
      "pattern": "^\\s*-?[0-9]+\\s*$"
    })"},

    {"JobEvent", R"({
      "type": "object",
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "start": {"description": "Run the job.", "examples": [null]},
        "stop": {"description": "Take the job off its schedule.", "examples": [null]},
        "abort": {"description": "End the run of the job.", "examples": [null]}
      },
      "additionalProperties": false
    })"},
    {"JobEventResult", R"({
      "type": "object",
      "required": ["result"],
      "properties": {
        "result": {"type": "string", "examples": ["success", "start already requested"]}
      }
    })"},
    {"SessionAction", R"({
      "description": "Sent by the scheduler of a job that starts or has ended.",
      "type": "object",
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "start": {
          "type": "object",
          "required": ["job_id", "current_tag"],
          "properties": {
            "job_id": {"type": "string", "minLength": 1},
            "current_tag": {
              "description": "The tag of the session that the job knows.",
              "type": ["integer", "string"],
              "pattern": "^-?[0-9]+$"
            }
          }
        },
        "end": {
          "type": "object",
          "required": ["job_id", "result"],
          "properties": {
            "job_id": {"type": "string", "minLength": 1},
            "current_tag": {"description": "Without effect."},
            "result": {"enum": ["", "success", "fail", "aborted"]}
          }
        }
      },
      "additionalProperties": false
    })"},
    {"SessionActionResult", R"({
      "type": "object",
      "required": ["result", "session_tag"],
      "properties": {
        "result": {"enum": ["success", "hold-off", "out-of-sync"]},
        "session_tag": {"description": "The tag of the session now.",
                        "type": "integer", "format": "int64"}
      }
    })"},
};

}  // namespace

std::span<const FixedSchema> requestSchemas() {
  return kRequestSchemas;
}

}  // namespace freezer::server::openapi
