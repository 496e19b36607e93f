-- A database of the Python service, 13.0.0 (sqlalchemy-migrate, version 3), on MariaDB.
-- Made by its own migrations and filled over its REST API: project home and work under v2, the rows without a project under v1.
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
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `id` varchar(36) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(36) NOT NULL,
  `result` varchar(255) DEFAULT NULL,
  `time_elapsed` varchar(255) DEFAULT NULL,
  `report_date` timestamp NULL DEFAULT NULL,
  `log` blob DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `action_reports` WRITE;
/*!40000 ALTER TABLE `action_reports` DISABLE KEYS */;
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'15590fc51f2f4700a875d3308911cd48','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:24',NULL,NULL,0,'23e165295a0a41a798d0cf57f9e01db8',NULL,'carol',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'2809ab0185c94794b4cd5a1c9da0137e','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'5764ae89eec349269915b0eccd63ce45','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'592baf29119d4e3aa6775b238d561e5a','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'6707dfe74ffb40f9888f08dc90903e1b','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'864a4a7914b34a7280407617291e13d4','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'e3558f384e4241339af638ea05962d20','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'f3e221431f504e54a3ec51aa23bf815c','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'full-action','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'full-report','odd','olga','success','1',NULL,0x00FF2762696E617279);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:17','2026-11-27 19:55:18','2026-11-27 19:55:18',1,'gone-action','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'minimal-action','home','alice',NULL,NULL,NULL,NULL);
INSERT INTO `action_reports` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'patched-action','home','alice',NULL,NULL,NULL,NULL);
/*!40000 ALTER TABLE `action_reports` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `actions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `actions` (
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `id` varchar(36) NOT NULL,
  `action` varchar(255) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(36) NOT NULL,
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
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `actions` WRITE;
/*!40000 ALTER TABLE `actions` DISABLE KEYS */;
INSERT INTO `actions` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'15590fc51f2f4700a875d3308911cd48','admin','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"admin\", \"remove_older_than\": \"30\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:24',NULL,NULL,0,'23e165295a0a41a798d0cf57f9e01db8','info',NULL,'carol',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"info\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'2809ab0185c94794b4cd5a1c9da0137e','info','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"info\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'5764ae89eec349269915b0eccd63ce45','restore','home','alice','fs',NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"restore\", \"mode\": \"fs\", \"restore_abs_path\": \"/tmp/r\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'592baf29119d4e3aa6775b238d561e5a','backup','home','alice',NULL,'/b',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/b\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'6707dfe74ffb40f9888f08dc90903e1b','backup','home','alice',NULL,'/c',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/c\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'864a4a7914b34a7280407617291e13d4','backup','home','alice',NULL,'/d',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/d\"}');
INSERT INTO `actions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'a-array','backup','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]');
INSERT INTO `actions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'a-broken','backup','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{\"action\": \"backup\", ');
INSERT INTO `actions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'a-columns','restore','odd','olga','fs',NULL,NULL,'from the column',NULL,NULL,NULL,NULL,NULL,NULL,'{\"action\": \"backup\", \"container\": \"from the JSON\", \"storage\": \"local\"}');
INSERT INTO `actions` VALUES (NULL,NULL,NULL,0,'a-no-time','info','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{\"action\": \"info\"}');
INSERT INTO `actions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'a-null','info','odd','olga',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `actions` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'e3558f384e4241339af638ea05962d20','backup','home','alice','fs','/srv','srv','c',NULL,NULL,9,4,0,NULL,'{\"action\": \"backup\", \"mode\": \"fs\", \"path_to_backup\": \"/srv\", \"backup_name\": \"srv\", \"container\": \"c\", \"storage\": \"local\", \"note\": \"na\\u00efve \\ud83e\\uddca\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'f3e221431f504e54a3ec51aa23bf815c','backup','home','alice',NULL,'/a',NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\", \"path_to_backup\": \"/a\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'full-action','backup','home','alice','fs','/etc/ünï','etc','/srv/backups',300,1,60,7,1,'/var/log/a.log','{\"action\": \"backup\", \"mode\": \"fs\", \"backup_name\": \"etc\", \"container\": \"/srv/backups\", \"path_to_backup\": \"/etc/\\u00fcn\\u00ef\", \"timeout\": 300, \"priority\": 1, \"mandatory\": true, \"log_file\": \"/var/log/a.log\", \"storage\": \"local\", \"no_incremental\": true, \"max_level\": 3, \"note\": \"quotes \' \\\" \\\\ ; -- \\u65e5\\u672c \\ud83e\\uddca\\nline\", \"nested\": {\"a\": [1, 2.5, null, true, {\"b\": \"\"}]}, \"big\": 9007199254740993}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:17','2026-11-27 19:55:18','2026-11-27 19:55:18',1,'gone-action','backup','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"backup\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'minimal-action','info','home','alice',NULL,NULL,NULL,NULL,NULL,NULL,6,5,0,NULL,'{\"action\": \"info\"}');
INSERT INTO `actions` VALUES ('2026-11-27 19:55:17','2026-11-27 19:55:18',NULL,0,'patched-action','backup','home','alice',NULL,NULL,'old','c2',NULL,NULL,NULL,NULL,0,NULL,'{\"action\": \"backup\", \"container\": \"c2\"}');
/*!40000 ALTER TABLE `actions` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `backups`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `backups` (
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `id` varchar(36) NOT NULL,
  `job_id` varchar(36) DEFAULT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(64) NOT NULL,
  `user_name` varchar(64) DEFAULT NULL,
  `backup_metadata` text DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `backups` WRITE;
/*!40000 ALTER TABLE `backups` DISABLE KEYS */;
INSERT INTO `backups` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'10d9bc0ed86749b6a67eed7adc4ac210','','work','bob','bob Ä','{\"container\": \"c2\", \"hostname\": \"h2\", \"backup_name\": \"bob\", \"time_stamp\": \"1764000001\", \"job_id\": \"\"}');
INSERT INTO `backups` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'8dd88025cfd34be193e727d9d04e8044',NULL,'home','alice','alice Ä','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"minimal\"}');
INSERT INTO `backups` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18','2026-11-27 19:55:18',1,'aa750687d95640118dd87055d879986d',NULL,'home','alice','alice Ä','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"gone\"}');
INSERT INTO `backups` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'b-array',NULL,'odd','olga','olga','[1]');
INSERT INTO `backups` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'b-broken',NULL,'odd','olga','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"b\"');
INSERT INTO `backups` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'b-keys','column-differs','odd','olga','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"b\", \"job_id\": \"json-says\", \"status\": \"error\", \"user_id\": \"someone\"}');
INSERT INTO `backups` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'b-lone-surrogate',NULL,'odd','olga','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"\\ud800\", \"dup\": 1, \"dup\": 2}');
INSERT INTO `backups` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'b-nan',NULL,'odd','olga','olga','{\"container\": \"c\", \"hostname\": \"h\", \"backup_name\": \"b\", \"ratio\": NaN, \"big\": 123456789012345678901234567890}');
INSERT INTO `backups` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'b-null',NULL,'odd','olga','olga',NULL);
INSERT INTO `backups` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'dc7ca5b724f64af7b25df0d070a08460','22b2b5d824a84b84af6a39cdeb5f7434','home','alice','alice Ä','{\"container\": \"c\", \"hostname\": \"web1.example.org\", \"backup_name\": \"etc \\u2013 \\u00dc\", \"time_stamp\": 1764000000, \"level\": 0, \"curr_backup_level\": 0, \"max_level\": 7, \"mode\": \"fs\", \"fs_real_path\": \"/etc\", \"vol_snap_path\": \"\", \"job_id\": \"22b2b5d824a84b84af6a39cdeb5f7434\", \"client_version\": \"13.0.0\", \"encrypted\": false, \"ratio\": 0.25, \"tags\": [\"a\", null, \"\\ud83e\\uddca\"], \"extra\": {\"k\": \"\\u65e5\\u672c\"}}');
INSERT INTO `backups` VALUES ('2026-11-27 19:55:24',NULL,NULL,0,'f526eb88e7e641b2a9793435361b686c',NULL,NULL,'carol','carol Ä','{\"container\": \"c\", \"hostname\": \"v1-client\", \"backup_name\": \"v1\"}');
/*!40000 ALTER TABLE `backups` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `clients`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `clients` (
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `user_id` varchar(36) NOT NULL,
  `id` varchar(255) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `client_id` varchar(255) NOT NULL,
  `hostname` varchar(255) NOT NULL,
  `description` varchar(255) DEFAULT NULL,
  `uuid` varchar(36) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `clients` WRITE;
/*!40000 ALTER TABLE `clients` DISABLE KEYS */;
INSERT INTO `clients` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'alice','11111111111111111111111111111111','home','home_web1.example.org','web1.example.org','web – Büro, 日本','11111111111111111111111111111111');
INSERT INTO `clients` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'alice','22222222222222222222222222222222','home','plain','plain',NULL,'22222222222222222222222222222222');
INSERT INTO `clients` VALUES ('2026-11-27 19:55:17','2026-11-27 19:55:18','2026-11-27 19:55:18',1,'alice','33333333333333333333333333333333','home','gone','gone',NULL,'33333333333333333333333333333333');
INSERT INTO `clients` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'bob','44444444444444444444444444444444','work','plain','plain','same client_id, other project','44444444444444444444444444444444');
INSERT INTO `clients` VALUES ('2026-11-27 19:55:24',NULL,NULL,0,'carol','77777777777777777777777777777777',NULL,'v1-client','v1-client',NULL,'77777777777777777777777777777777');
INSERT INTO `clients` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'olga','c-bad-caps','odd','bad-caps','bad-caps',NULL,'c-bad-caps');
INSERT INTO `clients` VALUES ('2026-11-27 20:00:00',NULL,NULL,NULL,'olga','c-deleted-null','odd','deleted-null','x',NULL,'c-deleted-null');
INSERT INTO `clients` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'olga','c-dup1','odd','twice','twice',NULL,'c-dup1');
INSERT INTO `clients` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'otto','c-dup2','odd','twice','twice',NULL,'c-dup2');
INSERT INTO `clients` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'olga','c-null','odd','null-columns','',NULL,'c-null');
/*!40000 ALTER TABLE `clients` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `jobs`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `jobs` (
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `id` varchar(36) NOT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(36) NOT NULL,
  `schedule` text DEFAULT NULL,
  `client_id` varchar(255) NOT NULL,
  `session_id` varchar(36) DEFAULT NULL,
  `session_tag` int(11) DEFAULT NULL,
  `description` varchar(255) DEFAULT NULL,
  `job_actions` text DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `jobs` WRITE;
/*!40000 ALTER TABLE `jobs` DISABLE KEYS */;
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:17',NULL,NULL,0,'22b2b5d824a84b84af6a39cdeb5f7434','home','alice','{\"schedule_interval\": \"1 days\", \"schedule_start_date\": \"2026-11-01T02:00:00\", \"schedule_end_date\": \"2027-11-01T02:00:00\", \"time_created\": 1795809317, \"time_started\": -1, \"time_ended\": -1}','home_web1.example.org','',0,'two actions – déjà vu','[{\"freezer_action\": {\"action\": \"backup\", \"mode\": \"fs\", \"path_to_backup\": \"/srv\", \"backup_name\": \"srv\", \"container\": \"c\", \"storage\": \"local\", \"note\": \"na\\u00efve \\ud83e\\uddca\"}, \"max_retries\": 4, \"max_retries_interval\": 9, \"mandatory\": true, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"e3558f384e4241339af638ea05962d20\"}, {\"freezer_action\": {\"action\": \"admin\", \"remove_older_than\": \"30\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"15590fc51f2f4700a875d3308911cd48\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'368361c121aa48e8b4fe5a4c302c251c','home','alice','{\"schedule_year\": \"2026\", \"schedule_month\": \"1-12\", \"schedule_day\": \"*\", \"schedule_week\": \"*\", \"schedule_day_of_week\": \"mon-fri\", \"schedule_hour\": \"3\", \"schedule_minute\": \"15\", \"schedule_second\": \"0\", \"event\": \"start\", \"status\": \"scheduled\", \"result\": \"success\", \"current_pid\": 4711, \"time_created\": 1795809317, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'','[{\"action_id\": \"full-action\", \"freezer_action\": {\"action\": \"backup\", \"mode\": \"fs\", \"backup_name\": \"etc\", \"container\": \"/srv/backups\", \"path_to_backup\": \"/etc/\\u00fcn\\u00ef\", \"timeout\": 300, \"priority\": 1, \"mandatory\": true, \"log_file\": \"/var/log/a.log\", \"storage\": \"local\", \"no_incremental\": true, \"max_level\": 3, \"note\": \"quotes \' \\\" \\\\ ; -- \\u65e5\\u672c \\ud83e\\uddca\\nline\", \"nested\": {\"a\": [1, 2.5, null, true, {\"b\": \"\"}]}, \"big\": 9007199254740993}}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18',NULL,0,'4bfe94f636b94d5985bc596ffca2248d','home','alice','{\"event\": \"stop\"}','plain','',0,'left its session','[{\"freezer_action\": {\"action\": \"backup\", \"path_to_backup\": \"/c\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"6707dfe74ffb40f9888f08dc90903e1b\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18',NULL,0,'59f7719e7d7f473ea4c9c3e5b29ab69d','home','alice','{\"schedule_interval\": \"1 weeks\", \"schedule_start_date\": \"2026-11-02T00:00:00\"}','home_web1.example.org','8dba01b8bd674d58b42e27e01c946799',3,'in a session','[{\"freezer_action\": {\"action\": \"backup\", \"path_to_backup\": \"/a\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"f3e221431f504e54a3ec51aa23bf815c\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'8705a525a8d147f0a5a21a0faa83a540','home','alice','{\"time_created\": 1795809318, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'','[]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18',NULL,0,'8d92147da0c64cf4af5ba2fbb68c7bae','home','alice','{\"status\": \"completed\", \"result\": \"fail\", \"time_started\": 1764000000, \"time_ended\": 1764000100}','plain','',0,'patched','[{\"freezer_action\": {\"action\": \"backup\", \"path_to_backup\": \"/d\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"864a4a7914b34a7280407617291e13d4\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18','2026-11-27 19:55:18',1,'a968878a9fe64b7688cdfa0f65eacbee','home','alice','{\"time_created\": 1795809318, \"time_started\": -1, \"time_ended\": -1}','plain','',0,'','[{\"freezer_action\": {\"action\": \"info\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"2809ab0185c94794b4cd5a1c9da0137e\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:24','2026-11-27 19:55:24',NULL,0,'a9d3e1b2e7c54ea59b4dd945611e85f0',NULL,'carol','{}','v1-client','c9f10c5ceb66472b92b4b2752565dad5',0,'made under v1','[{\"freezer_action\": {\"action\": \"info\"}, \"user_id\": \"carol\", \"action_id\": \"23e165295a0a41a798d0cf57f9e01db8\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'chosen_id-1','home','alice','{\"schedule_date\": \"2026-12-24T18:00:00Z\"}','plain','',0,'made by replace','[{\"freezer_action\": {\"action\": \"restore\", \"mode\": \"fs\", \"restore_abs_path\": \"/tmp/r\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"5764ae89eec349269915b0eccd63ce45\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18',NULL,0,'d1c068f60ed24fe6ac5ffee76bdee4f4','home','alice','{\"schedule_interval\": \"1 weeks\", \"schedule_start_date\": \"2026-11-02T00:00:00\"}','plain','8dba01b8bd674d58b42e27e01c946799',3,'','[{\"freezer_action\": {\"action\": \"backup\", \"path_to_backup\": \"/b\"}, \"user_id\": \"alice\", \"project_id\": \"home\", \"action_id\": \"592baf29119d4e3aa6775b238d561e5a\"}]');
INSERT INTO `jobs` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'ee96070156b343f0b2b31903c199d3c0','home','alice','{\"time_created\": 1795809318, \"time_started\": -1, \"time_ended\": -1}','unregistered.example.org','',0,'','[{\"action_id\": \"minimal-action\", \"freezer_action\": {\"action\": \"info\"}}, {\"action_id\": \"patched-action\", \"freezer_action\": {\"action\": \"backup\", \"mode\": \"fs\", \"backup_name\": \"old\", \"container\": \"c1\", \"storage\": \"ssh\"}, \"max_retries\": 2}]');
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-broken','odd','olga','{\"event\": \"sta','x',NULL,NULL,NULL,'[{\"freezer_');
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-deleted-session','odd','olga','{\"event\": null, \"status\": null}','x','s-gone',1,NULL,'[]');
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-empty-strings','odd','olga','\"\"','x','',0,'','\"\"');
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-null','odd','olga',NULL,'x',NULL,NULL,NULL,NULL);
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-orphan','odd','olga','{\"schedule_interval\": \"1 days\"}','x','no-such-session',5,NULL,'[{\"action_id\": \"no-such-action\", \"freezer_action\": {\"action\": \"info\"}, \"user_id\": \"olga\"}, {\"action_id\": \"no-such-action-2\"}, \"text\"]');
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-other','odd','olga','{\"current_pid\": 12, \"unknown_key\": 1}','x','s-null',1,NULL,'[]');
INSERT INTO `jobs` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'j-unlisted','odd','olga','{}','x','s-list',0,NULL,'null');
/*!40000 ALTER TABLE `jobs` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `migrate_version`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `migrate_version` (
  `repository_id` varchar(250) NOT NULL,
  `repository_path` text DEFAULT NULL,
  `version` int(11) DEFAULT NULL,
  PRIMARY KEY (`repository_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `migrate_version` WRITE;
/*!40000 ALTER TABLE `migrate_version` DISABLE KEYS */;
INSERT INTO `migrate_version` VALUES ('freezer-api','freezer_api/db/sqlalchemy/migrate_repo',3);
/*!40000 ALTER TABLE `migrate_version` ENABLE KEYS */;
UNLOCK TABLES;
DROP TABLE IF EXISTS `sessions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `sessions` (
  `created_at` datetime DEFAULT NULL,
  `updated_at` datetime DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `deleted` tinyint(1) DEFAULT NULL,
  `id` varchar(36) NOT NULL,
  `session_tag` int(11) DEFAULT NULL,
  `description` varchar(255) DEFAULT NULL,
  `hold_off` int(11) DEFAULT NULL,
  `schedule` text DEFAULT NULL,
  `job` text DEFAULT NULL,
  `project_id` varchar(36) DEFAULT NULL,
  `user_id` varchar(36) NOT NULL,
  `time_start` int(11) DEFAULT NULL,
  `time_end` int(11) DEFAULT NULL,
  `time_started` int(11) DEFAULT NULL,
  `time_ended` int(11) DEFAULT NULL,
  `status` varchar(255) DEFAULT NULL,
  `result` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `sessions` WRITE;
/*!40000 ALTER TABLE `sessions` DISABLE KEYS */;
INSERT INTO `sessions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'75f277ecbb5d496784b91b80a0d604c5',0,NULL,30,'{}',NULL,'home','alice',-1,-1,-1,-1,'active',NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18',NULL,0,'8dba01b8bd674d58b42e27e01c946799',4,'snapshot – Nürnberg',45,'{\"schedule_interval\": \"1 weeks\", \"schedule_start_date\": \"2026-11-02T00:00:00\"}','{\"d1c068f60ed24fe6ac5ffee76bdee4f4\": {\"client_id\": \"plain\", \"status\": \"\", \"result\": \"\", \"time_started\": -1, \"time_ended\": -1}, \"59f7719e7d7f473ea4c9c3e5b29ab69d\": {\"client_id\": \"home_web1.example.org\", \"status\": \"running\", \"result\": \"\", \"time_started\": 1795809318, \"time_ended\": -1}}','home','alice',1795809318,-1,-1,-1,'running','');
INSERT INTO `sessions` VALUES ('2026-11-27 19:55:24','2026-11-27 19:55:24',NULL,0,'c9f10c5ceb66472b92b4b2752565dad5',0,'made under v1',30,'{}','{\"a9d3e1b2e7c54ea59b4dd945611e85f0\": {\"client_id\": \"v1-client\", \"status\": \"\", \"result\": \"\", \"time_started\": -1, \"time_ended\": -1}}',NULL,'carol',-1,-1,-1,-1,'active',NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 19:55:18',NULL,NULL,0,'chosen_session',1,'made by replace',30,'{\"schedule_interval\": \"5 minutes\"}','null','home','alice',1764000000,1764000100,1764000001,1764000099,'completed','fail');
INSERT INTO `sessions` VALUES ('2026-11-27 19:55:18','2026-11-27 19:55:18','2026-11-27 19:55:18',1,'f456e90718424124800d394470949687',0,'gone',30,'{\"schedule_date\": \"2026-11-02T00:00:00\"}',NULL,'home','alice',-1,-1,-1,-1,'active',NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'s-broken',NULL,NULL,NULL,'{\"schedule_interval\": ','{','odd','olga',NULL,NULL,NULL,NULL,'active',NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 20:00:00',NULL,'2026-11-27 20:00:00',1,'s-gone',NULL,NULL,NULL,'{}',NULL,'odd','olga',NULL,NULL,NULL,NULL,'active',NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'s-list',0,NULL,30,'{}','[]','odd','olga',-1,-1,-1,-1,'active',NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'s-null',NULL,NULL,NULL,NULL,NULL,'odd','olga',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `sessions` VALUES ('2026-11-27 20:00:00',NULL,NULL,0,'s-orphan',2,NULL,30,'{}','{\"missing-job\": {\"client_id\": \"x\", \"status\": \"\", \"result\": \"\", \"time_started\": \"\", \"time_ended\": \"\"}, \"j-other\": {\"client_id\": \"x\", \"status\": \"running\", \"result\": \"\", \"time_started\": 1, \"time_ended\": -1}}','odd','olga',-1,-1,-1,-1,'active',NULL);
/*!40000 ALTER TABLE `sessions` ENABLE KEYS */;
UNLOCK TABLES;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;
