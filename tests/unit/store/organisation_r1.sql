PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE assignment (
	id TEXT NOT NULL, 
	path TEXT NOT NULL, 
	target TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	due TEXT, 
	message TEXT NOT NULL, 
	assigned_on TEXT NOT NULL, 
	assigned_by TEXT NOT NULL, 
	withdrawn_on TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT target_is_known CHECK (target IN ('person', 'service', 'cohort'))
);
INSERT INTO "assignment" VALUES('01a1f83a-1b00-7f02-8ea7-5b89b7690141','bienvenue','cohort','c1','2026-12-01','Bon courage','2026-11-20','900',NULL);
CREATE TABLE cohort (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
INSERT INTO "cohort" VALUES('c1','Pilotes');
CREATE TABLE cohort_member (
	cohort TEXT NOT NULL, 
	person TEXT NOT NULL, 
	PRIMARY KEY (cohort, person), 
	FOREIGN KEY(cohort) REFERENCES cohort (id) ON DELETE CASCADE, 
	FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "cohort_member" VALUES('c1','001');
CREATE TABLE completion (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	service TEXT NOT NULL, 
	path TEXT NOT NULL, 
	lesson TEXT NOT NULL, 
	edition INTEGER NOT NULL, 
	finished_on TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	mode TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES person (id)
);
INSERT INTO "completion" VALUES('01a1f83a-1b00-7189-bd58-1b1bf80e7085','001','Accueil','bienvenue','veille-ou-arret',1,'2026-11-20',5,'individual');
INSERT INTO "completion" VALUES('01a1f83a-1b00-7b3f-9884-f4b09cbb4b7e','001','Accueil','bienvenue','mes-onglets',1,'2026-11-21',5,'individual');
CREATE TABLE export_log (
	id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	person TEXT NOT NULL, 
	format TEXT NOT NULL, 
	file TEXT NOT NULL, 
	filters TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	complete BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "export_log" VALUES('01a1f83a-1b00-745b-8552-7efcd46b7571','2026-11-20T09:12:00+00:00','900','csv','x.csv','{}',2,1);
CREATE TABLE person (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	service TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	audiences TEXT NOT NULL, 
	login TEXT NOT NULL, 
	left_on TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "person" VALUES('001','Ana Durand','Accueil','learner','all-staff','ana',NULL);
INSERT INTO "person" VALUES('900','Paul Martin','Formation','learner,trainer','all-staff','',NULL);
CREATE INDEX person_by_service ON person (service);
CREATE INDEX person_by_login ON person (login);
CREATE INDEX assignment_by_target ON assignment (target, target_id);
CREATE INDEX cohort_member_by_person ON cohort_member (person);
CREATE INDEX completion_by_day ON completion (finished_on, id);
CREATE UNIQUE INDEX completion_once ON completion (person, path, lesson, edition);
COMMIT;
