#include "core/store/mariadb/migrations.h"

namespace freezer::mariadb {
namespace {

// seq is the creation order. As the primary key it is the last column of every index, so a page in
// creation order costs the same anywhere in a list. <kind>_strays holds IndexEntries::strays.
// Texts compare by their bytes, without padding, as in SQLite. Longer ones than their columns have
// a key in them (sql/indexed_text.h).
constexpr std::string_view kInitialSchema = R"sql(
CREATE TABLE IF NOT EXISTS backups (
  seq BIGINT PRIMARY KEY,
  id VARCHAR(255) NOT NULL UNIQUE,
  project_id VARCHAR(255) NOT NULL,
  user_id VARCHAR(255) NOT NULL,
  job_id VARCHAR(255),
  backup_name VARCHAR(255),
  container VARCHAR(255),
  hostname VARCHAR(255),
  time_stamp BIGINT,
  status VARCHAR(255),
  mode VARCHAR(255),
  user_name VARCHAR(255) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  doc LONGTEXT NOT NULL,
  checksum BIGINT NOT NULL,
  INDEX backups_project (project_id),
  INDEX backups_project_job_id (project_id, job_id),
  INDEX backups_project_backup_name (project_id, backup_name),
  INDEX backups_project_container (project_id, container),
  INDEX backups_project_hostname (project_id, hostname),
  INDEX backups_project_time_stamp (project_id, time_stamp),
  INDEX backups_project_status (project_id, status),
  INDEX backups_project_mode (project_id, mode),
  INDEX backups_project_updated_at (project_id, updated_at),
  INDEX backups_user (user_id),
  INDEX backups_user_job_id (user_id, job_id),
  INDEX backups_user_backup_name (user_id, backup_name),
  INDEX backups_user_container (user_id, container),
  INDEX backups_user_hostname (user_id, hostname),
  INDEX backups_user_time_stamp (user_id, time_stamp),
  INDEX backups_user_status (user_id, status),
  INDEX backups_user_mode (user_id, mode),
  INDEX backups_user_updated_at (user_id, updated_at)
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS backups_strays (
  seq BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(255) NOT NULL,
  PRIMARY KEY (seq, name, value),
  INDEX backups_strays_value (name, value, seq),
  FOREIGN KEY (seq) REFERENCES backups (seq) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS clients (
  seq BIGINT PRIMARY KEY,
  id VARCHAR(255) NOT NULL UNIQUE,
  project_id VARCHAR(255) NOT NULL,
  user_id VARCHAR(255) NOT NULL,
  uuid VARCHAR(255),
  hostname VARCHAR(255),
  is_central TINYINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  doc LONGTEXT NOT NULL,
  checksum BIGINT NOT NULL,
  INDEX clients_project (project_id),
  INDEX clients_project_uuid (project_id, uuid),
  INDEX clients_project_hostname (project_id, hostname),
  INDEX clients_project_is_central (project_id, is_central),
  INDEX clients_project_updated_at (project_id, updated_at),
  INDEX clients_user (user_id),
  INDEX clients_user_uuid (user_id, uuid),
  INDEX clients_user_hostname (user_id, hostname),
  INDEX clients_user_is_central (user_id, is_central),
  INDEX clients_user_updated_at (user_id, updated_at),
  INDEX clients_central (is_central),
  INDEX clients_hostname (hostname)
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS clients_strays (
  seq BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(255) NOT NULL,
  PRIMARY KEY (seq, name, value),
  INDEX clients_strays_value (name, value, seq),
  FOREIGN KEY (seq) REFERENCES clients (seq) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS jobs (
  seq BIGINT PRIMARY KEY,
  id VARCHAR(255) NOT NULL UNIQUE,
  project_id VARCHAR(255) NOT NULL,
  user_id VARCHAR(255) NOT NULL,
  client_id VARCHAR(255),
  session_id VARCHAR(255),
  schedule_interval VARCHAR(255),
  event VARCHAR(255),
  result VARCHAR(255),
  status VARCHAR(255),
  client_project_id VARCHAR(255) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  doc LONGTEXT NOT NULL,
  checksum BIGINT NOT NULL,
  INDEX jobs_project (project_id),
  INDEX jobs_project_client_id (project_id, client_id),
  INDEX jobs_project_session_id (project_id, session_id),
  INDEX jobs_project_schedule_interval (project_id, schedule_interval),
  INDEX jobs_project_event (project_id, event),
  INDEX jobs_project_result (project_id, result),
  INDEX jobs_project_status (project_id, status),
  INDEX jobs_project_updated_at (project_id, updated_at),
  INDEX jobs_user (user_id),
  INDEX jobs_user_client_id (user_id, client_id),
  INDEX jobs_user_session_id (user_id, session_id),
  INDEX jobs_user_schedule_interval (user_id, schedule_interval),
  INDEX jobs_user_event (user_id, event),
  INDEX jobs_user_result (user_id, result),
  INDEX jobs_user_status (user_id, status),
  INDEX jobs_user_updated_at (user_id, updated_at),
  INDEX jobs_client_id (client_id)
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS jobs_strays (
  seq BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(255) NOT NULL,
  PRIMARY KEY (seq, name, value),
  INDEX jobs_strays_value (name, value, seq),
  FOREIGN KEY (seq) REFERENCES jobs (seq) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS actions (
  seq BIGINT PRIMARY KEY,
  id VARCHAR(255) NOT NULL UNIQUE,
  project_id VARCHAR(255) NOT NULL,
  user_id VARCHAR(255) NOT NULL,
  backup_name VARCHAR(255),
  container VARCHAR(255),
  action VARCHAR(255),
  mode VARCHAR(255),
  storage VARCHAR(255),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  doc LONGTEXT NOT NULL,
  checksum BIGINT NOT NULL,
  touched BIGINT NOT NULL DEFAULT 0,
  INDEX actions_project (project_id),
  INDEX actions_project_backup_name (project_id, backup_name),
  INDEX actions_project_container (project_id, container),
  INDEX actions_project_action (project_id, action),
  INDEX actions_project_mode (project_id, mode),
  INDEX actions_project_storage (project_id, storage),
  INDEX actions_project_updated_at (project_id, updated_at),
  INDEX actions_user (user_id),
  INDEX actions_user_backup_name (user_id, backup_name),
  INDEX actions_user_container (user_id, container),
  INDEX actions_user_action (user_id, action),
  INDEX actions_user_mode (user_id, mode),
  INDEX actions_user_storage (user_id, storage),
  INDEX actions_user_updated_at (user_id, updated_at)
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS actions_strays (
  seq BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(255) NOT NULL,
  PRIMARY KEY (seq, name, value),
  INDEX actions_strays_value (name, value, seq),
  FOREIGN KEY (seq) REFERENCES actions (seq) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS sessions (
  seq BIGINT PRIMARY KEY,
  id VARCHAR(255) NOT NULL UNIQUE,
  project_id VARCHAR(255) NOT NULL,
  user_id VARCHAR(255) NOT NULL,
  session_tag BIGINT,
  status VARCHAR(255),
  result VARCHAR(255),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  doc LONGTEXT NOT NULL,
  checksum BIGINT NOT NULL,
  INDEX sessions_project (project_id),
  INDEX sessions_project_session_tag (project_id, session_tag),
  INDEX sessions_project_status (project_id, status),
  INDEX sessions_project_result (project_id, result),
  INDEX sessions_project_updated_at (project_id, updated_at),
  INDEX sessions_user (user_id),
  INDEX sessions_user_session_tag (user_id, session_tag),
  INDEX sessions_user_status (user_id, status),
  INDEX sessions_user_result (user_id, result),
  INDEX sessions_user_updated_at (user_id, updated_at)
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS sessions_strays (
  seq BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(255) NOT NULL,
  PRIMARY KEY (seq, name, value),
  INDEX sessions_strays_value (name, value, seq),
  FOREIGN KEY (seq) REFERENCES sessions (seq) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS job_actions (
  job_id VARCHAR(255) NOT NULL,
  action_id VARCHAR(255) NOT NULL,
  PRIMARY KEY (action_id, job_id),
  INDEX job_actions_job (job_id),
  FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE,
  FOREIGN KEY (action_id) REFERENCES actions (id) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
)sql";

constexpr std::string_view kIdentity = R"sql(
CREATE TABLE IF NOT EXISTS users (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL UNIQUE,
  password_hash VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS projects (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS role_assignments (
  user_id VARCHAR(255) NOT NULL,
  project_id VARCHAR(255) NOT NULL,
  role VARCHAR(255) NOT NULL,
  PRIMARY KEY (user_id, project_id, role),
  INDEX role_assignments_project (project_id),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS tokens (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  hash VARCHAR(255) NOT NULL UNIQUE,
  method VARCHAR(255) NOT NULL,
  user_id VARCHAR(255) NOT NULL,
  project_id VARCHAR(255),
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  INDEX tokens_user (user_id),
  INDEX tokens_project (project_id),
  INDEX tokens_expires_at (expires_at),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
)sql";

// creation_order has the seq of the newest document. commits has the last transaction of each
// connection (Connection::hasCommitted()). hostnames is where transactions meet that give a host
// name to a client (Dialect::touchHostname).
constexpr std::string_view kOrder = R"sql(
CREATE TABLE IF NOT EXISTS creation_order (
  one TINYINT PRIMARY KEY DEFAULT 1,
  number BIGINT NOT NULL
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
INSERT IGNORE INTO creation_order (one, number) VALUES (1, 0);
CREATE TABLE IF NOT EXISTS commits (
  connection VARCHAR(64) NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS hostnames (
  hostname VARCHAR(255) NOT NULL PRIMARY KEY,
  touched BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
)sql";

// Beside the documents, which a poll does not change.
constexpr std::string_view kPolls = R"sql(
CREATE TABLE IF NOT EXISTS client_polls (
  client_id VARCHAR(255) NOT NULL PRIMARY KEY,
  last_seen BIGINT NOT NULL,
  poll_interval BIGINT NOT NULL,
  FOREIGN KEY (client_id) REFERENCES clients (id) ON DELETE CASCADE
) ENGINE=InnoDB COLLATE=utf8mb4_nopad_bin;
)sql";

// With a default, because nodes of the former version insert rows without it during an upgrade.
constexpr std::string_view kUpdatedBy = R"sql(
ALTER TABLE backups ADD COLUMN IF NOT EXISTS updated_by VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN IF NOT EXISTS updated_by VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN IF NOT EXISTS updated_by VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE actions ADD COLUMN IF NOT EXISTS updated_by VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN IF NOT EXISTS updated_by VARCHAR(255) NOT NULL DEFAULT '';
)sql";

constexpr std::string_view kMigrations[] = {kInitialSchema, kIdentity, kOrder, kPolls, kUpdatedBy};

}  // namespace

std::span<const std::string_view> migrations() {
  return kMigrations;
}

}  // namespace freezer::mariadb
