#include "core/store/sqlite/migrations.h"

namespace freezer::sqlite {
namespace {

// seq is the rowid: the creation order, and implicitly the last column of every index. A page in
// creation order therefore costs the same anywhere in a list. <kind>_strays holds
// IndexEntries::strays.
constexpr std::string_view kInitialSchema = R"sql(
CREATE TABLE backups (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  job_id TEXT,
  backup_name TEXT,
  container TEXT,
  hostname TEXT,
  time_stamp INTEGER,
  status TEXT,
  mode TEXT,
  user_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX backups_project ON backups (project_id);
CREATE INDEX backups_project_job_id ON backups (project_id, job_id);
CREATE INDEX backups_project_backup_name ON backups (project_id, backup_name);
CREATE INDEX backups_project_container ON backups (project_id, container);
CREATE INDEX backups_project_hostname ON backups (project_id, hostname);
CREATE INDEX backups_project_time_stamp ON backups (project_id, time_stamp);
CREATE INDEX backups_project_status ON backups (project_id, status);
CREATE INDEX backups_project_mode ON backups (project_id, mode);
CREATE INDEX backups_project_updated_at ON backups (project_id, updated_at);
CREATE INDEX backups_user ON backups (user_id);
CREATE INDEX backups_user_job_id ON backups (user_id, job_id);
CREATE INDEX backups_user_backup_name ON backups (user_id, backup_name);
CREATE INDEX backups_user_container ON backups (user_id, container);
CREATE INDEX backups_user_hostname ON backups (user_id, hostname);
CREATE INDEX backups_user_time_stamp ON backups (user_id, time_stamp);
CREATE INDEX backups_user_status ON backups (user_id, status);
CREATE INDEX backups_user_mode ON backups (user_id, mode);
CREATE INDEX backups_user_updated_at ON backups (user_id, updated_at);
CREATE TABLE backups_strays (
  seq INTEGER NOT NULL REFERENCES backups (seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE INDEX backups_strays_value ON backups_strays (name, value, seq);
CREATE INDEX backups_strays_seq ON backups_strays (seq, name, value);

CREATE TABLE clients (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  uuid TEXT,
  hostname TEXT,
  is_central INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX clients_project ON clients (project_id);
CREATE INDEX clients_project_uuid ON clients (project_id, uuid);
CREATE INDEX clients_project_hostname ON clients (project_id, hostname);
CREATE INDEX clients_project_is_central ON clients (project_id, is_central);
CREATE INDEX clients_project_updated_at ON clients (project_id, updated_at);
CREATE INDEX clients_user ON clients (user_id);
CREATE INDEX clients_user_uuid ON clients (user_id, uuid);
CREATE INDEX clients_user_hostname ON clients (user_id, hostname);
CREATE INDEX clients_user_is_central ON clients (user_id, is_central);
CREATE INDEX clients_user_updated_at ON clients (user_id, updated_at);
CREATE TABLE clients_strays (
  seq INTEGER NOT NULL REFERENCES clients (seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE INDEX clients_strays_value ON clients_strays (name, value, seq);
CREATE INDEX clients_strays_seq ON clients_strays (seq, name, value);

CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  client_id TEXT,
  session_id TEXT,
  schedule_interval TEXT,
  event TEXT,
  result TEXT,
  status TEXT,
  client_project_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_project ON jobs (project_id);
CREATE INDEX jobs_project_client_id ON jobs (project_id, client_id);
CREATE INDEX jobs_project_session_id ON jobs (project_id, session_id);
CREATE INDEX jobs_project_schedule_interval ON jobs (project_id, schedule_interval);
CREATE INDEX jobs_project_event ON jobs (project_id, event);
CREATE INDEX jobs_project_result ON jobs (project_id, result);
CREATE INDEX jobs_project_status ON jobs (project_id, status);
CREATE INDEX jobs_project_updated_at ON jobs (project_id, updated_at);
CREATE INDEX jobs_user ON jobs (user_id);
CREATE INDEX jobs_user_client_id ON jobs (user_id, client_id);
CREATE INDEX jobs_user_session_id ON jobs (user_id, session_id);
CREATE INDEX jobs_user_schedule_interval ON jobs (user_id, schedule_interval);
CREATE INDEX jobs_user_event ON jobs (user_id, event);
CREATE INDEX jobs_user_result ON jobs (user_id, result);
CREATE INDEX jobs_user_status ON jobs (user_id, status);
CREATE INDEX jobs_user_updated_at ON jobs (user_id, updated_at);
CREATE TABLE jobs_strays (
  seq INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE INDEX jobs_strays_value ON jobs_strays (name, value, seq);
CREATE INDEX jobs_strays_seq ON jobs_strays (seq, name, value);

CREATE TABLE actions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  backup_name TEXT,
  container TEXT,
  action TEXT,
  mode TEXT,
  storage TEXT,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX actions_project ON actions (project_id);
CREATE INDEX actions_project_backup_name ON actions (project_id, backup_name);
CREATE INDEX actions_project_container ON actions (project_id, container);
CREATE INDEX actions_project_action ON actions (project_id, action);
CREATE INDEX actions_project_mode ON actions (project_id, mode);
CREATE INDEX actions_project_storage ON actions (project_id, storage);
CREATE INDEX actions_project_updated_at ON actions (project_id, updated_at);
CREATE INDEX actions_user ON actions (user_id);
CREATE INDEX actions_user_backup_name ON actions (user_id, backup_name);
CREATE INDEX actions_user_container ON actions (user_id, container);
CREATE INDEX actions_user_action ON actions (user_id, action);
CREATE INDEX actions_user_mode ON actions (user_id, mode);
CREATE INDEX actions_user_storage ON actions (user_id, storage);
CREATE INDEX actions_user_updated_at ON actions (user_id, updated_at);
CREATE TABLE actions_strays (
  seq INTEGER NOT NULL REFERENCES actions (seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE INDEX actions_strays_value ON actions_strays (name, value, seq);
CREATE INDEX actions_strays_seq ON actions_strays (seq, name, value);

CREATE TABLE sessions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  session_tag INTEGER,
  status TEXT,
  result TEXT,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_project ON sessions (project_id);
CREATE INDEX sessions_project_session_tag ON sessions (project_id, session_tag);
CREATE INDEX sessions_project_status ON sessions (project_id, status);
CREATE INDEX sessions_project_result ON sessions (project_id, result);
CREATE INDEX sessions_project_updated_at ON sessions (project_id, updated_at);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_user_session_tag ON sessions (user_id, session_tag);
CREATE INDEX sessions_user_status ON sessions (user_id, status);
CREATE INDEX sessions_user_result ON sessions (user_id, result);
CREATE INDEX sessions_user_updated_at ON sessions (user_id, updated_at);
CREATE TABLE sessions_strays (
  seq INTEGER NOT NULL REFERENCES sessions (seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE INDEX sessions_strays_value ON sessions_strays (name, value, seq);
CREATE INDEX sessions_strays_seq ON sessions_strays (seq, name, value);
-- Found by every project, and by its hostname over all projects.
CREATE INDEX clients_central ON clients (is_central) WHERE is_central = 1;
CREATE INDEX clients_hostname ON clients (hostname);
-- Polled over all projects by central schedulers.
CREATE INDEX jobs_client_id ON jobs (client_id);
CREATE TABLE job_actions (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  action_id TEXT NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
  PRIMARY KEY (action_id, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_actions_job ON job_actions (job_id);
)sql";

constexpr std::string_view kIdentity = R"sql(
CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE projects (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE role_assignments (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, project_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_assignments_project ON role_assignments (project_id);
CREATE TABLE tokens (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  method TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_user ON tokens (user_id);
CREATE INDEX tokens_project ON tokens (project_id);
CREATE INDEX tokens_expires_at ON tokens (expires_at);
)sql";

// Adds the members that every new job and session has, if they are missing or null. Removes links
// between jobs and sessions that only one of them has: the job then runs by its own schedule, and
// the session no longer waits for it.
constexpr std::string_view kCompleteDocuments = R"sql(
UPDATE jobs SET
  session_id = ifnull(session_id, ''),
  doc = json_set(doc,
    '$.description', json(ifnull(nullif(doc -> '$.description', 'null'), '""')),
    '$.session_id', json(ifnull(nullif(doc -> '$.session_id', 'null'), '""')),
    '$.session_tag', json(ifnull(nullif(doc -> '$.session_tag', 'null'), '0')))
WHERE json_valid(doc);
UPDATE sessions SET
  result = ifnull(result, ''),
  doc = json_set(doc,
    '$.result', json(ifnull(nullif(doc -> '$.result', 'null'), '""')),
    '$.time_start', json(ifnull(nullif(doc -> '$.time_start', 'null'), '-1')),
    '$.time_end', json(ifnull(nullif(doc -> '$.time_end', 'null'), '-1')),
    '$.time_started', json(ifnull(nullif(doc -> '$.time_started', 'null'), '-1')),
    '$.time_ended', json(ifnull(nullif(doc -> '$.time_ended', 'null'), '-1')))
WHERE json_valid(doc);
UPDATE jobs SET
  session_id = '',
  version = version + 1,
  doc = json_set(doc, '$.session_id', '', '$.session_tag', 0)
WHERE session_id <> '' AND json_valid(doc) AND NOT EXISTS (
  SELECT 1 FROM sessions AS s
  WHERE s.id = jobs.session_id AND json_type(s.doc, '$.jobs."' || jobs.id || '"') = 'object');
UPDATE sessions SET
  version = version + 1,
  doc = json_set(doc, '$.jobs', json((
    SELECT json_group_object(m.key, json(m.value)) FROM json_each(sessions.doc, '$.jobs') AS m
    WHERE EXISTS (
      SELECT 1 FROM jobs WHERE jobs.id = m.key AND jobs.session_id = sessions.id))))
WHERE json_valid(doc) AND EXISTS (
  SELECT 1 FROM json_each(sessions.doc, '$.jobs') AS m
  WHERE NOT EXISTS (
    SELECT 1 FROM jobs WHERE jobs.id = m.key AND jobs.session_id = sessions.id));
-- A value is no stray where the column has it as well, or the document has it no more.
DELETE FROM jobs_strays WHERE name = 'session_id' AND value = '' AND EXISTS (
  SELECT 1 FROM jobs WHERE jobs.seq = jobs_strays.seq AND jobs.session_id = '');
DELETE FROM sessions_strays WHERE name = 'result' AND value = '' AND EXISTS (
  SELECT 1 FROM sessions AS s WHERE s.seq = sessions_strays.seq AND s.result = '');
DELETE FROM sessions_strays WHERE name IN ('status', 'result') AND NOT EXISTS (
  SELECT 1 FROM sessions AS s, json_tree(s.doc) AS n
  WHERE s.seq = sessions_strays.seq AND n.key = sessions_strays.name
    AND CASE n.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE n.atom END
        = sessions_strays.value);
)sql";

// A later migration that changes documents must set their checksums, too.
constexpr std::string_view kChecksums = R"sql(
ALTER TABLE backups ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clients ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actions ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
UPDATE backups SET checksum =
  checksum(id, project_id, user_id, version, created_at, updated_at, user_name, doc);
UPDATE clients SET checksum =
  checksum(id, project_id, user_id, version, created_at, updated_at, '', doc);
UPDATE jobs SET checksum =
  checksum(id, project_id, user_id, version, created_at, updated_at, client_project_id, doc);
UPDATE actions SET checksum =
  checksum(id, project_id, user_id, version, created_at, updated_at, '', doc);
UPDATE sessions SET checksum =
  checksum(id, project_id, user_id, version, created_at, updated_at, '', doc);
)sql";

// Beside the documents, which a poll does not change.
constexpr std::string_view kPolls = R"sql(
CREATE TABLE client_polls (
  client_id TEXT NOT NULL PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
  last_seen INTEGER NOT NULL,
  poll_interval INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kUpdatedBy = R"sql(
ALTER TABLE backups ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE actions ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::string_view kMigrations[] = {kInitialSchema, kIdentity, kCompleteDocuments,
                                            kChecksums,     kPolls,    kUpdatedBy};

}  // namespace

std::span<const std::string_view> migrations() {
  return kMigrations;
}

}  // namespace freezer::sqlite
