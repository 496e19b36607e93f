#include "server/openapi/fixed_schemas.h"

namespace freezer::server::openapi {
namespace {

constexpr FixedSchema kOverviewSchemas[] = {
    {"Overview", R"({
      "description": "The state of a project, as freezer-api status prints it. Times are )"
                 R"(seconds since the epoch; null: never.",
      "type": "object",
      "required": ["now", "clients", "jobs", "notable_jobs", "sessions", "days"],
      "properties": {
        "now": {"type": "integer", "format": "int64"},
        "clients": {"type": "array", "items": {"$ref": "#/components/schemas/ClientOverview"}},
        "jobs": {"$ref": "#/components/schemas/JobCounts"},
        "notable_jobs": {
          "description": "Jobs that run, are stopped or overdue, have failed, or can never run.",
          "type": "array",
          "items": {"$ref": "#/components/schemas/JobOverview"}
        },
        "sessions": {"type": "array", "items": {"$ref": "#/components/schemas/SessionOverview"}},
        "days": {
          "description": "The last fourteen days in UTC, today included.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["start", "backups", "bytes"],
            "properties": {
              "start": {"type": "integer", "format": "int64"},
              "backups": {"type": "integer", "format": "int64"},
              "bytes": {"type": "integer", "format": "int64"}
            }
          }
        }
      }
    })"},
    {"JobCounts", R"({
      "description": "Numbers of jobs by state. A job can be counted in several of them.",
      "type": "object",
      "required": ["total", "running", "failed", "stopped", "overdue", "unrunnable"],
      "properties": {
        "total": {"type": "integer", "format": "int64"},
        "running": {"type": "integer", "format": "int64"},
        "failed": {"type": "integer", "format": "int64"},
        "stopped": {"type": "integer", "format": "int64"},
        "overdue": {"type": "integer", "format": "int64"},
        "unrunnable": {"type": "integer", "format": "int64"}
      }
    })"},
    {"ClientOverview", R"({
      "type": "object",
      "required": ["client_id", "project_id", "description", "last_seen", "poll_interval",
                   "last_report", "last_backup", "silent", "never_backed_up", "needs_attention",
                   "jobs"],
      "properties": {
        "client_id": {"type": "string"},
        "project_id": {"type": "string"},
        "description": {"type": "string"},
        "last_seen": {"description": "The last poll.",
                      "type": ["integer", "null"], "format": "int64"},
        "poll_interval": {"description": "Seconds; 0: unknown.",
                          "type": "integer", "format": "int64"},
        "last_report": {"description": "The last change by the client or to one of its jobs.",
                        "type": "integer", "format": "int64"},
        "last_backup": {"type": ["integer", "null"], "format": "int64"},
        "silent": {"description": "It has polled, and no longer does.", "type": "boolean"},
        "never_backed_up": {"type": "boolean"},
        "needs_attention": {"type": "boolean"},
        "jobs": {"$ref": "#/components/schemas/JobCounts"}
      }
    })"},
    {"JobOverview", R"({
      "type": "object",
      "required": ["job_id", "client_id", "project_id", "description", "state", "result",
                   "time_started", "time_ended", "overdue_since", "unrunnable", "next_run"],
      "properties": {
        "job_id": {"type": "string"},
        "client_id": {"type": "string"},
        "project_id": {"type": "string"},
        "description": {"type": "string"},
        "state": {"enum": ["waiting", "scheduled", "running", "stopped", "completed"]},
        "result": {"description": "Of the last run; empty during a run.", "type": "string"},
        "time_started": {"type": ["integer", "null"], "format": "int64"},
        "time_ended": {"type": ["integer", "null"], "format": "int64"},
        "overdue_since": {"type": ["integer", "null"], "format": "int64"},
        "unrunnable": {"description": "No scheduler can read its schedule.", "type": "boolean"},
        "next_run": {"type": ["integer", "null"], "format": "int64"}
      }
    })"},
    {"SessionOverview", R"({
      "type": "object",
      "required": ["session_id", "project_id", "description", "status", "result", "job_count",
                   "time_started", "time_ended"],
      "properties": {
        "session_id": {"type": "string"},
        "project_id": {"type": "string"},
        "description": {"type": "string"},
        "status": {"type": "string"},
        "result": {"type": "string"},
        "job_count": {"type": "integer", "format": "int64"},
        "time_started": {"type": ["integer", "null"], "format": "int64"},
        "time_ended": {"type": ["integer", "null"], "format": "int64"}
      }
    })"},
};

}  // namespace

std::span<const FixedSchema> overviewSchemas() {
  return kOverviewSchemas;
}

}  // namespace freezer::server::openapi
