-- A database of the Python service, master of August 2026 (alembic, 7a3b9c1d2e4f), on MariaDB.
-- Made by its own migrations and filled over its REST API; the trusts of user_credentials are not from Keystone.
-- The rows of project odd were inserted by SQL: null columns, damaged JSON and links without a target.
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
DROP TABLE IF EXISTS `action_reports`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `action_reports` (
  `id` varchar(36) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `result` varchar(255) DEFAULT NULL,
  `time_elapsed` varchar(255) DEFAULT NULL,
  `report_date` timestamp NULL DEFAULT NULL,
  `log` blob DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `action_reports` WRITE;
/*!40000 ALTER TABLE `action_reports` DISABLE KEYS */;
INSERT INTO `action_reports` VALUES ('03035e85c8a94241aa772b34996dafd2','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('1bb601a1a36a4e1588bfcac9d66fc792','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('38fcd303aaff4a46906b23ade1eb35d4','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('3fbcc98ead9844fea41e79e215c1447a','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('4cbd1714b9b94822ae0ddfe7dfd2c632','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('963faabf3ccd420a8a0ad758e64a009f','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:19',NULL);
INSERT INTO `action_reports` VALUES ('b2f038c2f22d4b40b41c1e0fe8aede8f','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:19',NULL);
INSERT INTO `action_reports` VALUES ('d7f30be66fef4101a8d319d755eed9cf','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('e0b6cbd70fe849fcad838213073d4840','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('f3eb33206b794f00b7e27c82451e4f05','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('full-action','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('gone-action','home','alice',NULL,NULL,NULL,NULL,'2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `action_reports` VALUES ('lost-action','home','alice',NULL,NULL,NULL,NULL,'2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `action_reports` VALUES ('minimal-action','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `action_reports` VALUES ('patched-action','home','alice',NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 19:59:18',NULL);
/*!40000 ALTER TABLE `action_reports` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `actions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `actions` (
  `id` varchar(36) NOT NULL,
  `action` varchar(255) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `actionmode` varchar(255) DEFAULT NULL,
  `path_to_backup` varchar(255) DEFAULT NULL,
  `backup_name` varchar(255) DEFAULT NULL,
  `container` varchar(255) DEFAULT NULL,
  `timeout` int(11) DEFAULT NULL,
  `priority` int(11) DEFAULT NULL,
  `max_retries_interval` int(11) DEFAULT NULL,
  `max_retries` int(11) DEFAULT NULL,
  `mandatory` tinyint(1) DEFAULT NULL,
  `log_file` varchar(255) DEFAULT NULL,
  `backup_metadata` text DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `actions` WRITE;
/*!40000 ALTER TABLE `actions` DISABLE KEYS */;
INSERT INTO `actions` VALUES ('03035e85c8a94241aa772b34996dafd2','backup','home','alice',NULL,'/b',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/b\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('1bb601a1a36a4e1588bfcac9d66fc792','admin','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"admin\", \"remove_older_than\": \"30\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('38fcd303aaff4a46906b23ade1eb35d4','info','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"info\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('3fbcc98ead9844fea41e79e215c1447a','backup','home','alice',NULL,'/c',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/c\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('4cbd1714b9b94822ae0ddfe7dfd2c632','backup','home','alice','fs','/srv','srv','c',NULL,NULL,9,4,0,NULL,'{\"action\": \"backup\", \"mode\": \"fs\", \"path_to_backup\": \"/srv\", \"backup_name\": \"srv\", \"container\": \"c\", \"storage\": \"local\", \"note\": \"na\\u00efve \\ud83e\\uddca\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('963faabf3ccd420a8a0ad758e64a009f','backup','home','alice','cinder',NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"mode\": \"cinder\"}',NULL,0,'2026-11-27 19:59:19',NULL);
INSERT INTO `actions` VALUES ('a-array','backup','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `actions` VALUES ('a-broken','backup','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{\"action\": \"backup\", ',NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `actions` VALUES ('a-columns','restore','odd','olga','fs',NULL,NULL,'from the column',NULL,NULL,NULL,NULL,NULL,NULL,'{\"action\": \"backup\", \"container\": \"from the JSON\", \"storage\": \"local\"}',NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `actions` VALUES ('a-no-time','info','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{\"action\": \"info\"}',NULL,0,NULL,NULL);
INSERT INTO `actions` VALUES ('a-null','info','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `actions` VALUES ('b2f038c2f22d4b40b41c1e0fe8aede8f','backup','home','alice','nova',NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"mode\": \"nova\"}',NULL,0,'2026-11-27 19:59:19',NULL);
INSERT INTO `actions` VALUES ('d7f30be66fef4101a8d319d755eed9cf','restore','home','alice','fs',NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"restore\", \"mode\": \"fs\", \"restore_abs_path\": \"/tmp/r\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('e0b6cbd70fe849fcad838213073d4840','backup','home','alice',NULL,'/a',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/a\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('f3eb33206b794f00b7e27c82451e4f05','backup','home','alice',NULL,'/d',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/d\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('full-action','backup','home','alice','fs','/etc/ünï','etc','/srv/backups',300,1,60,7,1,'/var/log/a.log','{\"action\": \"backup\", \"mode\": \"fs\", \"backup_name\": \"etc\", \"container\": \"/srv/backups\", \"path_to_backup\": \"/etc/\\u00fcn\\u00ef\", \"timeout\": 300, \"priority\": 1, \"mandatory\": true, \"log_file\": \"/var/log/a.log\", \"storage\": \"local\", \"no_incremental\": true, \"max_level\": 3, \"note\": \"quotes \' \\\" \\\\ ; -- \\u65e5\\u672c \\ud83e\\uddca\\nline\", \"nested\": {\"a\": [1, 2.5, null, true, {\"b\": \"\"}]}, \"big\": 9007199254740993}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('gone-action','backup','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\"}','2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `actions` VALUES ('lost-action','info','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"info\"}','2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `actions` VALUES ('minimal-action','info','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"info\"}',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `actions` VALUES ('patched-action','backup','home','alice',NULL,NULL,'old','c2',NULL,NULL,NULL,NULL,0,NULL,'{\"action\": \"backup\", \"container\": \"c2\"}',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
/*!40000 ALTER TABLE `actions` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `alembic_version`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `alembic_version` (
  `version_num` varchar(32) NOT NULL,
  PRIMARY KEY (`version_num`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `alembic_version` WRITE;
/*!40000 ALTER TABLE `alembic_version` DISABLE KEYS */;
INSERT INTO `alembic_version` VALUES ('7a3b9c1d2e4f');
/*!40000 ALTER TABLE `alembic_version` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `backups`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `backups` (
  `id` varchar(36) NOT NULL,
  `job_id` varchar(36) DEFAULT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `backup_metadata` text DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `status` varchar(64) NOT NULL DEFAULT 'available',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `backups` WRITE;
/*!40000 ALTER TABLE `backups` DISABLE KEYS */;
INSERT INTO `backups` VALUES ('35d02d2345c54c9aa0aae2dd33420c9c','','work','bob','{\"container\": \"c2\", \"hostname\": \"h2\", \"backup_name\": \"bob\", \"time_stamp\": \"1764000001\", \"job_id\": \"\"}',NULL,0,'2026-11-27 19:59:19',NULL,'available');
INSERT INTO `backups` VALUES ('4cca87f4b3524226888e2c7122e2c31a',NULL,'home','alice','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"minimal\"}',NULL,0,'2026-11-27 19:59:18',NULL,'available');
INSERT INTO `backups` VALUES ('4f1ad9b1606445a1b415f693bd80414c','1b0d65c6c6ee403c84f88e9764c44ebd','home','alice','{\"container\": \"c\", \"hostname\": \"web1.example.org\", \"backup_name\": \"etc \\u2013 \\u00dc\", \"time_stamp\": 1764000000, \"level\": 1, \"curr_backup_level\": 0, \"max_level\": 7, \"mode\": \"fs\", \"fs_real_path\": \"/etc\", \"vol_snap_path\": \"\", \"job_id\": \"1b0d65c6c6ee403c84f88e9764c44ebd\", \"client_version\": \"13.0.0\", \"encrypted\": false, \"ratio\": 0.25, \"tags\": [\"a\", null, \"\\ud83e\\uddca\"], \"extra\": {\"k\": \"\\u65e5\\u672c\"}}',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:19','available');
INSERT INTO `backups` VALUES ('b-array',NULL,'odd','olga','[1]',NULL,0,'2026-11-27 20:00:00',NULL,'available');
INSERT INTO `backups` VALUES ('b-broken',NULL,'odd','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"b\"',NULL,0,'2026-11-27 20:00:00',NULL,'available');
INSERT INTO `backups` VALUES ('b-keys','column-differs','odd','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"b\", \"job_id\": \"json-says\", \"status\": \"error\", \"user_id\": \"someone\"}',NULL,0,'2026-11-27 20:00:00',NULL,'available');
INSERT INTO `backups` VALUES ('b-lone-surrogate',NULL,'odd','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"\\ud800\", \"dup\": 1, \"dup\": 2}',NULL,0,'2026-11-27 20:00:00',NULL,'available');
INSERT INTO `backups` VALUES ('b-nan',NULL,'odd','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"b\", \"ratio\": NaN, \"big\": 123456789012345678901234567890}',NULL,0,'2026-11-27 20:00:00',NULL,'available');
INSERT INTO `backups` VALUES ('b-null',NULL,'odd','olga',NULL,NULL,0,'2026-11-27 20:00:00',NULL,'available');
INSERT INTO `backups` VALUES ('e945faa414514faa92643685edbe2393',NULL,'home','alice','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"gone\"}','2026-11-27 19:59:19',1,'2026-11-27 19:59:19','2026-11-27 19:59:19','available');
/*!40000 ALTER TABLE `backups` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `clients`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `clients` (
  `id` varchar(255) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `client_id` varchar(255) NOT NULL,
  `hostname` varchar(128) DEFAULT NULL,
  `description` varchar(255) DEFAULT NULL,
  `uuid` varchar(36) NOT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `supported_actions` varchar(255) DEFAULT NULL,
  `supported_modes` varchar(255) DEFAULT NULL,
  `supported_storages` varchar(255) DEFAULT NULL,
  `supported_engines` varchar(255) DEFAULT NULL,
  `is_central` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `clients` WRITE;
/*!40000 ALTER TABLE `clients` DISABLE KEYS */;
INSERT INTO `clients` VALUES ('11111111111111111111111111111111','home','alice','home_web1.example.org','web1.example.org','web – Büro, 日本','11111111111111111111111111111111',NULL,0,'2026-11-27 19:59:17',NULL,'[\"backup\", \"restore\", \"info\", \"admin\", \"exec\"]','[\"fs\", \"mongo\", \"mysql\", \"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\"]','[\"local\", \"swift\", \"ssh\", \"s3\", \"ftp\", \"ftps\"]','[\"tar\", \"rsync\", \"rsyncv2\", \"nova\", \"osbrick\", \"glance\"]',0);
INSERT INTO `clients` VALUES ('22222222222222222222222222222222','home','alice','plain','plain',NULL,'22222222222222222222222222222222',NULL,0,'2026-11-27 19:59:17',NULL,'[\"backup\", \"restore\", \"info\", \"admin\", \"exec\"]','[\"fs\", \"mongo\", \"mysql\", \"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\"]','[\"local\", \"swift\", \"ssh\", \"s3\", \"ftp\", \"ftps\"]','[\"tar\", \"rsync\", \"rsyncv2\", \"nova\", \"osbrick\", \"glance\"]',0);
INSERT INTO `clients` VALUES ('33333333333333333333333333333333','home','alice','gone','gone',NULL,'33333333333333333333333333333333','2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19','[\"backup\", \"restore\", \"info\", \"admin\", \"exec\"]','[\"fs\", \"mongo\", \"mysql\", \"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\"]','[\"local\", \"swift\", \"ssh\", \"s3\", \"ftp\", \"ftps\"]','[\"tar\", \"rsync\", \"rsyncv2\", \"nova\", \"osbrick\", \"glance\"]',0);
INSERT INTO `clients` VALUES ('44444444444444444444444444444444','work','bob','plain','plain','same client_id, other project','44444444444444444444444444444444',NULL,0,'2026-11-27 19:59:18',NULL,'[\"backup\", \"restore\", \"info\", \"admin\", \"exec\"]','[\"fs\", \"mongo\", \"mysql\", \"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\"]','[\"local\", \"swift\", \"ssh\", \"s3\", \"ftp\", \"ftps\"]','[\"tar\", \"rsync\", \"rsyncv2\", \"nova\", \"osbrick\", \"glance\"]',0);
INSERT INTO `clients` VALUES ('55555555555555555555555555555555','home','alice','nohost',NULL,NULL,'55555555555555555555555555555555',NULL,0,'2026-11-27 19:59:18',NULL,'[\"backup\", \"restore\", \"info\", \"admin\", \"exec\"]','[\"fs\", \"mongo\", \"mysql\", \"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\"]','[]','[\"tar\", \"rsync\", \"rsyncv2\", \"nova\", \"osbrick\", \"glance\"]',0);
INSERT INTO `clients` VALUES ('88888888888888888888888888888888','home','alice','unregistered.example.org','unregistered.example.org',NULL,'88888888888888888888888888888888',NULL,0,'2026-11-27 19:59:18',NULL,'[\"backup\", \"info\"]','[\"fs\"]','[\"ssh\"]','[\"tar\"]',0);
INSERT INTO `clients` VALUES ('99999999999999999999999999999999','admin','root','central','central.example.org','central scheduler','99999999999999999999999999999999',NULL,0,'2026-11-27 19:59:18',NULL,'[\"backup\", \"restore\", \"info\", \"admin\", \"exec\"]','[\"fs\", \"mongo\", \"mysql\", \"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\"]','[\"local\", \"swift\", \"ssh\", \"s3\", \"ftp\", \"ftps\"]','[\"tar\", \"rsync\", \"rsyncv2\", \"nova\", \"osbrick\", \"glance\"]',1);
INSERT INTO `clients` VALUES ('c-bad-caps','odd','olga','bad-caps','bad-caps',NULL,'c-bad-caps',NULL,0,'2026-11-27 20:00:00',NULL,'[\"backup\"','null',NULL,NULL,0);
INSERT INTO `clients` VALUES ('c-deleted-null','odd','olga','deleted-null','x',NULL,'c-deleted-null',NULL,NULL,'2026-11-27 20:00:00',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO `clients` VALUES ('c-dup1','odd','olga','twice','twice',NULL,'c-dup1',NULL,0,'2026-11-27 20:00:00',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO `clients` VALUES ('c-dup2','odd','otto','twice','twice',NULL,'c-dup2',NULL,0,'2026-11-27 20:00:00',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO `clients` VALUES ('c-null','odd','olga','null-columns',NULL,NULL,'c-null',NULL,0,'2026-11-27 20:00:00',NULL,NULL,NULL,NULL,NULL,0);
/*!40000 ALTER TABLE `clients` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `job_actions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `job_actions` (
  `id` varchar(36) NOT NULL,
  `job_id` varchar(36) NOT NULL,
  `action_id` varchar(36) NOT NULL,
  `position` int(11) DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_job_actions_job_id` (`job_id`),
  KEY `ix_job_actions_action_id` (`action_id`),
  CONSTRAINT `job_actions_ibfk_1` FOREIGN KEY (`job_id`) REFERENCES `jobs` (`id`),
  CONSTRAINT `job_actions_ibfk_2` FOREIGN KEY (`action_id`) REFERENCES `actions` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `job_actions` WRITE;
/*!40000 ALTER TABLE `job_actions` DISABLE KEYS */;
INSERT INTO `job_actions` VALUES ('1adadc9e38014b8484f59a7e0d271e8e','chosen_id-1','d7f30be66fef4101a8d319d755eed9cf',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('21fc2265a5884be18c2b01a97eb7b5a1','central-job','963faabf3ccd420a8a0ad758e64a009f',0,NULL,0,'2026-11-27 19:59:19',NULL);
INSERT INTO `job_actions` VALUES ('334a99f09ee04c239b944518aac7995e','ed9216f4f704420cb78f6437d61df48e','full-action',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('38d30c57d0584486ad7b4c251d115ff2','878f231a913c464383320b6cdcc103c6','minimal-action',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('430d3c66305742d9a4a092583fc3579a','7fb04c2f44224c2bb2ba6b381d97bb6a','e0b6cbd70fe849fcad838213073d4840',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('4a65e996a3df446aab0c77aa66acfc9f','1b0d65c6c6ee403c84f88e9764c44ebd','4cbd1714b9b94822ae0ddfe7dfd2c632',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('797d33da70744f45acfcf5f593f77333','6468494bf2614c25bc3ab9c612fa588e','3fbcc98ead9844fea41e79e215c1447a',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('83bf974fb655467d95e29673bf5968c0','b935574c1e3d4f28b2ad5b7148e3834e','lost-action',0,'2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `job_actions` VALUES ('a27f0eb27486469c98f5f99b8b022873','1b0d65c6c6ee403c84f88e9764c44ebd','1bb601a1a36a4e1588bfcac9d66fc792',1,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('ab8cf8a049484a8fbb93d97072ab507f','878f231a913c464383320b6cdcc103c6','patched-action',1,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('bc5e3e770d9a488982f5e340e0538270','40b3be01dcef44a194cc8daaa275655c','f3eb33206b794f00b7e27c82451e4f05',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('cc3811ee2a274d9390a1b51ea83e4210','b935574c1e3d4f28b2ad5b7148e3834e','full-action',1,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('fe25b7b0d95a4fd893f942d6b1b74198','d85c8baedab848329b5fdc946ef67bee','03035e85c8a94241aa772b34996dafd2',0,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `job_actions` VALUES ('l1','j-other','a-columns',1,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `job_actions` VALUES ('l2','j-other','a-no-time',0,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `job_actions` VALUES ('l3','j-other','a-columns',1,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `job_actions` VALUES ('l4','j-other','a-array',2,'2026-11-27 20:00:00',1,'2026-11-27 20:00:00',NULL);
INSERT INTO `job_actions` VALUES ('l5','j-orphan','gone-action',0,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `job_actions` VALUES ('l6','j-orphan','full-action',1,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `job_actions` VALUES ('l7','j-orphan','a-columns',NULL,NULL,NULL,NULL,NULL);
/*!40000 ALTER TABLE `job_actions` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `jobs`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `jobs` (
  `id` varchar(36) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `schedule` text DEFAULT NULL,
  `client_id` varchar(255) NOT NULL,
  `session_id` varchar(36) DEFAULT NULL,
  `session_tag` int(11) DEFAULT NULL,
  `description` varchar(255) DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `jobs` WRITE;
/*!40000 ALTER TABLE `jobs` DISABLE KEYS */;
INSERT INTO `jobs` VALUES ('0132b47389cd44c7ae5903669381588a','home','alice','{\"time_created\": 1795809558, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'','2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `jobs` VALUES ('1b0d65c6c6ee403c84f88e9764c44ebd','home','alice','{\"schedule_interval\": \"1 days\", \"schedule_start_date\": \"2026-11-01T02:00:00\", \"schedule_end_date\": \"2027-11-01T02:00:00\", \"time_created\": 1795809558, \"time_started\": -1, \"time_ended\": -1}','home_web1.example.org','',0,'two actions – déjà vu',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `jobs` VALUES ('2fcc15238578438394b7ac2b37eba988','home','alice','{\"time_created\": 1795809558, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `jobs` VALUES ('40b3be01dcef44a194cc8daaa275655c','home','alice','{\"status\": \"completed\", \"result\": \"fail\", \"time_started\": 1764000000, \"time_ended\": 1764000100}','plain','',0,'patched',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `jobs` VALUES ('6468494bf2614c25bc3ab9c612fa588e','home','alice','{\"event\": \"stop\"}','plain','',0,'left its session',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `jobs` VALUES ('7fb04c2f44224c2bb2ba6b381d97bb6a','home','alice','{\"schedule_interval\": \"1 weeks\", \"schedule_start_date\": \"2026-11-02T00:00:00\"}','home_web1.example.org','7e512afe7eb44c84aa5f69154148593f',3,'in a session',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `jobs` VALUES ('878f231a913c464383320b6cdcc103c6','home','alice','{\"time_created\": 1795809558, \"time_started\": -1, \"time_ended\": -1}','unregistered.example.org','',0,'',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `jobs` VALUES ('b935574c1e3d4f28b2ad5b7148e3834e','home','alice','{\"time_created\": 1795809558, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'its first action was deleted',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `jobs` VALUES ('central-job','home','alice','{\"time_created\": 1795809559, \"time_started\": -1, \"time_ended\": -1}','central','',0,'for a central client',NULL,0,'2026-11-27 19:59:19',NULL);
INSERT INTO `jobs` VALUES ('chosen_id-1','home','alice','{\"schedule_date\": \"2026-12-24T18:00:00Z\"}','plain','',0,'made by replace',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `jobs` VALUES ('d85c8baedab848329b5fdc946ef67bee','home','alice','{\"schedule_interval\": \"1 weeks\", \"schedule_start_date\": \"2026-11-02T00:00:00\"}','plain','7e512afe7eb44c84aa5f69154148593f',3,'',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `jobs` VALUES ('ed9216f4f704420cb78f6437d61df48e','home','alice','{\"schedule_year\": \"2026\", \"schedule_month\": \"1-12\", \"schedule_day\": \"*\", \"schedule_week\": \"*\", \"schedule_day_of_week\": \"mon-fri\", \"schedule_hour\": \"3\", \"schedule_minute\": \"15\", \"schedule_second\": \"0\", \"event\": \"start\", \"status\": \"scheduled\", \"result\": \"success\", \"current_pid\": 4711, \"time_created\": 1795809558, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'',NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `jobs` VALUES ('gone-central','home','alice','{\"time_created\": 1795809559, \"time_started\": -1, \"time_ended\": -1}','central','',0,'','2026-11-27 19:59:19',1,'2026-11-27 19:59:19','2026-11-27 19:59:19');
INSERT INTO `jobs` VALUES ('j-broken','odd','olga','{\"event\": \"sta','x',NULL,NULL,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `jobs` VALUES ('j-deleted-session','odd','olga','{\"event\": null, \"status\": null}','x','s-gone',1,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `jobs` VALUES ('j-empty-strings','odd','olga','\"\"','x','',0,'',NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `jobs` VALUES ('j-null','odd','olga',NULL,'x',NULL,NULL,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `jobs` VALUES ('j-orphan','odd','olga','{\"schedule_interval\": \"1 days\"}','x','no-such-session',5,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `jobs` VALUES ('j-other','odd','olga','{\"current_pid\": 12, \"unknown_key\": 1}','x','s-null',1,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `jobs` VALUES ('j-unlisted','odd','olga','{}','x','s-list',0,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
/*!40000 ALTER TABLE `jobs` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `sessions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `sessions` (
  `id` varchar(36) NOT NULL,
  `session_tag` int(11) DEFAULT NULL,
  `description` varchar(255) DEFAULT NULL,
  `hold_off` int(11) DEFAULT NULL,
  `schedule` text DEFAULT NULL,
  `job` text DEFAULT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `time_start` int(11) DEFAULT NULL,
  `time_end` int(11) DEFAULT NULL,
  `time_started` int(11) DEFAULT NULL,
  `time_ended` int(11) DEFAULT NULL,
  `status` varchar(255) DEFAULT NULL,
  `result` varchar(255) DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `sessions` WRITE;
/*!40000 ALTER TABLE `sessions` DISABLE KEYS */;
INSERT INTO `sessions` VALUES ('2a0c82e67a7c4f5681e22010df99f915',0,'gone',30,'{\"schedule_date\": \"2026-11-02T00:00:00\"}',NULL,'home','alice',-1,-1,-1,-1,'active',NULL,'2026-11-27 19:59:19',1,'2026-11-27 19:59:18','2026-11-27 19:59:19');
INSERT INTO `sessions` VALUES ('5be8f34262cd40fc8f7fe109023dd67d',0,NULL,30,'{}',NULL,'home','alice',-1,-1,-1,-1,'active',NULL,NULL,0,'2026-11-27 19:59:18',NULL);
INSERT INTO `sessions` VALUES ('7e512afe7eb44c84aa5f69154148593f',4,'snapshot – Nürnberg',45,'{\"schedule_interval\": \"1 weeks\", \"schedule_start_date\": \"2026-11-02T00:00:00\"}','{\"d85c8baedab848329b5fdc946ef67bee\": {\"client_id\": \"plain\", \"status\": \"\", \"result\": \"\", \"time_started\": -1, \"time_ended\": -1}, \"7fb04c2f44224c2bb2ba6b381d97bb6a\": {\"client_id\": \"home_web1.example.org\", \"status\": \"running\", \"result\": \"\", \"time_started\": 1795809558, \"time_ended\": -1}}','home','alice',1795809558,-1,-1,-1,'running','',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `sessions` VALUES ('chosen_session',1,'made by replace',30,'{\"schedule_interval\": \"5 minutes\"}','null','home','alice',1764000000,1764000100,1764000001,1764000099,'completed','fail',NULL,0,'2026-11-27 19:59:18','2026-11-27 19:59:18');
INSERT INTO `sessions` VALUES ('s-broken',NULL,NULL,NULL,'{\"schedule_interval\": ','{','odd','olga',NULL,NULL,NULL,NULL,'active',NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `sessions` VALUES ('s-gone',NULL,NULL,NULL,'{}',NULL,'odd','olga',NULL,NULL,NULL,NULL,'active',NULL,'2026-11-27 20:00:00',1,'2026-11-27 20:00:00',NULL);
INSERT INTO `sessions` VALUES ('s-list',0,NULL,30,'{}','[]','odd','olga',-1,-1,-1,-1,'active',NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `sessions` VALUES ('s-null',NULL,NULL,NULL,NULL,NULL,'odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'2026-11-27 20:00:00',NULL);
INSERT INTO `sessions` VALUES ('s-orphan',2,NULL,30,'{}','{\"missing-job\": {\"client_id\": \"x\", \"status\": \"\", \"result\": \"\", \"time_started\": \"\", \"time_ended\": \"\"}, \"j-other\": {\"client_id\": \"x\", \"status\": \"running\", \"result\": \"\", \"time_started\": 1, \"time_ended\": -1}}','odd','olga',-1,-1,-1,-1,'active',NULL,NULL,0,'2026-11-27 20:00:00',NULL);
/*!40000 ALTER TABLE `sessions` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `user_credentials`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `user_credentials` (
  `id` varchar(36) NOT NULL,
  `trust_id` varchar(255) NOT NULL,
  `trustor_user_id` varchar(64) NOT NULL,
  `job_id` varchar(36) NOT NULL,
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `user_credentials` WRITE;
/*!40000 ALTER TABLE `user_credentials` DISABLE KEYS */;
INSERT INTO `user_credentials` VALUES ('334839f3c21f4a5d9b573f95748c7329','trust-of-alice','alice','central-job','2026-11-27 19:59:19',NULL,NULL,0);
INSERT INTO `user_credentials` VALUES ('fa9adde63cb6421cae7330640bcea9ae','trust-of-alice','alice','gone-central','2026-11-27 19:59:19','2026-11-27 19:59:19','2026-11-27 19:59:19',1);
INSERT INTO `user_credentials` VALUES ('u1','t1','olga','j-other','2026-11-27 20:00:00',NULL,NULL,0);
INSERT INTO `user_credentials` VALUES ('u2','t-gone','olga','j-null','2026-11-27 20:00:00',NULL,'2026-11-27 20:00:00',1);
INSERT INTO `user_credentials` VALUES ('u3','t-orphan','olga','no-such-job','2026-11-27 20:00:00',NULL,NULL,0);
/*!40000 ALTER TABLE `user_credentials` ENABLE KEYS */;
UNLOCK TABLES;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;
