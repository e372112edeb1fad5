BEGIN TRANSACTION;
CREATE TABLE accounts (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	shown_as VARCHAR(80) NOT NULL, 
	password VARCHAR(200) NOT NULL, 
	first_until BIGINT, 
	second BLOB, 
	last_step BIGINT DEFAULT '0' NOT NULL, 
	openid VARCHAR(300), 
	active BOOLEAN NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT uq_accounts_name UNIQUE (name), 
	CONSTRAINT uq_accounts_openid UNIQUE (openid)
);
INSERT INTO "accounts" VALUES(1,'sam','moderator','Local Offer team','scrypt:made-up',NULL,NULL,0,NULL,1,1795341600);
CREATE TABLE acts (
	id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	account INTEGER, 
	act VARCHAR(32) NOT NULL, 
	comment INTEGER, 
	note VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_acts PRIMARY KEY (id)
);
INSERT INTO "acts" VALUES(1,1795341660,1,'signed off',1,'');
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answers (
	comment INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	shown TEXT, 
	number VARCHAR(16), 
	signed BIGINT, 
	signed_by VARCHAR(80) DEFAULT '' NOT NULL, 
	answered BIGINT, 
	withheld VARCHAR(32) DEFAULT '' NOT NULL, 
	merged INTEGER, 
	exported BIGINT, 
	CONSTRAINT pk_answers PRIMARY KEY (comment), 
	CONSTRAINT fk_answers_comment_comments FOREIGN KEY(comment) REFERENCES comments (id) ON DELETE CASCADE, 
	CONSTRAINT fk_answers_merged_comments FOREIGN KEY(merged) REFERENCES comments (id), 
	CONSTRAINT uq_answers_number UNIQUE (number)
);
INSERT INTO "answers" VALUES(1,'{"matter": "a service", "themes": ["transport"], "said": "The bus is late.", "answer": "A second bus runs now.", "status": "done", "people": 1}','{"matter": "a service", "themes": ["transport"], "said": "The bus is late.", "answer": "A second bus runs now.", "status": "done", "people": 1}','2026-014',1795341660,'Local Offer team',1795341650,'',NULL,1795341670);
INSERT INTO "answers" VALUES(3,'{}',NULL,NULL,NULL,'',NULL,'',1,NULL);
CREATE TABLE comment_themes (
	theme VARCHAR(80) NOT NULL, 
	comment INTEGER NOT NULL, 
	CONSTRAINT pk_comment_themes PRIMARY KEY (theme, comment), 
	CONSTRAINT fk_comment_themes_comment_comments FOREIGN KEY(comment) REFERENCES comments (id) ON DELETE CASCADE
);
INSERT INTO "comment_themes" VALUES('transport',1);
CREATE TABLE comments (
	id INTEGER NOT NULL, 
	form VARCHAR(64) NOT NULL, 
	reference VARCHAR(16) NOT NULL, 
	received BIGINT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	way VARCHAR(16) NOT NULL, 
	manner VARCHAR(8) NOT NULL, 
	page VARCHAR(300) NOT NULL, 
	about VARCHAR(32) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	age VARCHAR(16) NOT NULL, 
	area VARCHAR(80) NOT NULL, 
	may_publish BOOLEAN NOT NULL, 
	wants_reply BOOLEAN NOT NULL, 
	words TEXT, 
	flags VARCHAR(200) NOT NULL, 
	danger INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	due BIGINT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_comments PRIMARY KEY (id), 
	CONSTRAINT uq_comments_form UNIQUE (form), 
	CONSTRAINT uq_comments_reference UNIQUE (reference)
);
INSERT INTO "comments" VALUES(1,'0000000000000000000000000000000000000000000000000000000000000001','7K4Q9-M2PXA',1795341601,'comment','site','plain','/services/brook-house/','a service','parent','','',1,1,'{"wrong": "The bus is late."}','',0,'published',1796205600,1);
INSERT INTO "comments" VALUES(2,'0000000000000000000000000000000000000000000000000000000000000002','8K4Q9-M2PXA',1795341602,'comment','site','plain','/services/brook-house/','a service','parent','','',1,0,'{"wrong": "The bus is late."}','',2,'new',1796205600,2);
INSERT INTO "comments" VALUES(3,'0000000000000000000000000000000000000000000000000000000000000003','9K4Q9-M2PXA',1795341603,'comment','site','plain','/services/brook-house/','a service','parent','','',1,0,NULL,'',0,'merged',1796205600,3);
CREATE TABLE confirmations (
	id INTEGER NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	page VARCHAR(300) NOT NULL, 
	confirmed BIGINT NOT NULL, 
	exported BIGINT, 
	CONSTRAINT pk_confirmations PRIMARY KEY (id), 
	CONSTRAINT ck_confirmations_page CHECK (page LIKE '/%'), 
	CONSTRAINT uq_confirmations_token UNIQUE (token)
);
INSERT INTO "confirmations" VALUES(1,'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','/services/brook-house/',1795341600,NULL);
CREATE TABLE contacts (
	comment INTEGER NOT NULL, 
	sealed BLOB NOT NULL, 
	replied BIGINT, 
	CONSTRAINT pk_contacts PRIMARY KEY (comment), 
	CONSTRAINT fk_contacts_comment_comments FOREIGN KEY(comment) REFERENCES comments (id) ON DELETE CASCADE
);
INSERT INTO "contacts" VALUES(1,X'6741414141412D6D6164652D7570',NULL);
CREATE TABLE drafts (
	id INTEGER NOT NULL, 
	comment INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	content TEXT NOT NULL, 
	shown TEXT, 
	signed BIGINT, 
	signed_by VARCHAR(80) DEFAULT '' NOT NULL, 
	answered BIGINT, 
	withheld VARCHAR(32) DEFAULT '' NOT NULL, 
	merged INTEGER, 
	written BIGINT NOT NULL, 
	account INTEGER NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (id), 
	CONSTRAINT fk_drafts_comment_comments FOREIGN KEY(comment) REFERENCES comments (id) ON DELETE CASCADE
);
INSERT INTO "drafts" VALUES(1,1,1,'open','{}',NULL,NULL,'',NULL,'',NULL,1795341640,1);
CREATE TABLE numbers (
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_numbers PRIMARY KEY (year)
);
INSERT INTO "numbers" VALUES(2026,14);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	comment INTEGER NOT NULL, 
	template VARCHAR(32) NOT NULL, 
	sealed BLOB, 
	created BIGINT NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	next_try BIGINT NOT NULL, 
	sent BIGINT, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_comment_comments FOREIGN KEY(comment) REFERENCES comments (id) ON DELETE CASCADE
);
INSERT INTO "outbox" VALUES(1,1,'reply',X'6741414141412D6D6164652D7570',1795341680,0,1795341680,NULL);
CREATE TABLE senders (
	hour BIGINT NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_senders PRIMARY KEY (hour, sender)
);
INSERT INTO "senders" VALUES(498706,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',3);
CREATE TABLE sessions (
	digest VARCHAR(64) NOT NULL, 
	account INTEGER NOT NULL, 
	began BIGINT NOT NULL, 
	seen BIGINT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (digest), 
	CONSTRAINT fk_sessions_account_accounts FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE CASCADE
);
INSERT INTO "sessions" VALUES('5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e',1,1795341600,1795341600);
CREATE TABLE survey_answers (
	id INTEGER NOT NULL, 
	form VARCHAR(64) NOT NULL, 
	survey VARCHAR(80) NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	choices TEXT NOT NULL, 
	CONSTRAINT pk_survey_answers PRIMARY KEY (id), 
	CONSTRAINT uq_survey_answers_form UNIQUE (form)
);
INSERT INTO "survey_answers" VALUES(1,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','helped','2026-11','{"helped": "A lot"}');
CREATE TABLE tries (
	name VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	last BIGINT NOT NULL, 
	CONSTRAINT pk_tries PRIMARY KEY (name)
);
INSERT INTO "tries" VALUES('dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd',2,1795341600);
CREATE TABLE votes (
	id INTEGER NOT NULL, 
	form VARCHAR(64) NOT NULL, 
	page VARCHAR(300) NOT NULL, 
	useful BOOLEAN NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	CONSTRAINT pk_votes PRIMARY KEY (id), 
	CONSTRAINT uq_votes_form UNIQUE (form)
);
INSERT INTO "votes" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','/guides/ask-for-a-plan/',1,'2026-11');
CREATE INDEX ix_acts_comment ON acts (comment);
CREATE INDEX ix_comments_danger ON comments (danger, received) WHERE danger > 0;
CREATE INDEX ix_comments_page ON comments (page);
CREATE INDEX ix_comments_queue ON comments (kind, state, danger DESC, received, id, due);
CREATE INDEX ix_comments_received ON comments (received);
CREATE INDEX ix_survey_answers_survey ON survey_answers (survey);
CREATE INDEX ix_tries_last ON tries (last);
CREATE INDEX ix_votes_month ON votes (month);
CREATE INDEX ix_answers_merged ON answers (merged);
CREATE INDEX ix_comment_themes_comment ON comment_themes (comment);
CREATE INDEX ix_drafts_comment ON drafts (comment);
CREATE INDEX ix_outbox_next_try ON outbox (next_try);
CREATE TRIGGER acts_refuse_update BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER acts_refuse_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
COMMIT;
