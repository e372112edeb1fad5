CREATE FUNCTION public.acts_refuse_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$;
CREATE FUNCTION public.acts_refuse_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$;
CREATE TABLE public.accounts (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    role character varying(16) NOT NULL,
    shown_as character varying(80) NOT NULL,
    password character varying(200) NOT NULL,
    first_until bigint,
    second bytea,
    last_step bigint DEFAULT '0'::bigint NOT NULL,
    openid character varying(300),
    active boolean NOT NULL,
    created bigint NOT NULL
);
CREATE SEQUENCE public.accounts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.accounts_id_seq OWNED BY public.accounts.id;
CREATE TABLE public.acts (
    id bigint NOT NULL,
    at bigint NOT NULL,
    account bigint,
    act character varying(32) NOT NULL,
    comment bigint,
    note character varying(200) NOT NULL
);
CREATE SEQUENCE public.acts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.acts_id_seq OWNED BY public.acts.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.answers (
    comment bigint NOT NULL,
    content text NOT NULL,
    shown text,
    number character varying(16),
    signed bigint,
    signed_by character varying(80) DEFAULT ''::character varying NOT NULL,
    answered bigint,
    withheld character varying(32) DEFAULT ''::character varying NOT NULL,
    merged bigint,
    exported bigint
);
CREATE TABLE public.comment_themes (
    theme character varying(80) NOT NULL,
    comment bigint NOT NULL
);
CREATE TABLE public.comments (
    id bigint NOT NULL,
    form character varying(64) NOT NULL,
    reference character varying(16) NOT NULL,
    received bigint NOT NULL,
    kind character varying(16) NOT NULL,
    way character varying(16) NOT NULL,
    manner character varying(8) NOT NULL,
    page character varying(300) NOT NULL,
    about character varying(32) NOT NULL,
    role character varying(32) NOT NULL,
    age character varying(16) NOT NULL,
    area character varying(80) NOT NULL,
    may_publish boolean NOT NULL,
    wants_reply boolean NOT NULL,
    words text,
    flags character varying(200) NOT NULL,
    danger integer NOT NULL,
    state character varying(16) NOT NULL,
    due bigint NOT NULL,
    version integer NOT NULL
);
CREATE SEQUENCE public.comments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.comments_id_seq OWNED BY public.comments.id;
CREATE TABLE public.confirmations (
    id bigint NOT NULL,
    token character varying(64) NOT NULL,
    page character varying(300) NOT NULL,
    confirmed bigint NOT NULL,
    exported bigint,
    CONSTRAINT ck_confirmations_page CHECK (((page)::text ~~ '/%'::text))
);
CREATE SEQUENCE public.confirmations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.confirmations_id_seq OWNED BY public.confirmations.id;
CREATE TABLE public.contacts (
    comment bigint NOT NULL,
    sealed bytea NOT NULL,
    replied bigint
);
CREATE TABLE public.drafts (
    id bigint NOT NULL,
    comment bigint NOT NULL,
    version integer NOT NULL,
    state character varying(16) NOT NULL,
    content text NOT NULL,
    shown text,
    signed bigint,
    signed_by character varying(80) DEFAULT ''::character varying NOT NULL,
    answered bigint,
    withheld character varying(32) DEFAULT ''::character varying NOT NULL,
    merged bigint,
    written bigint NOT NULL,
    account bigint NOT NULL
);
CREATE SEQUENCE public.drafts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.drafts_id_seq OWNED BY public.drafts.id;
CREATE TABLE public.numbers (
    year integer NOT NULL,
    last integer NOT NULL
);
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    comment bigint NOT NULL,
    template character varying(32) NOT NULL,
    sealed bytea,
    created bigint NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    next_try bigint NOT NULL,
    sent bigint
);
CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.senders (
    sender character varying(64) NOT NULL,
    hour bigint NOT NULL,
    number integer NOT NULL
);
CREATE TABLE public.sessions (
    digest character varying(64) NOT NULL,
    account bigint NOT NULL,
    began bigint NOT NULL,
    seen bigint NOT NULL
);
CREATE TABLE public.survey_answers (
    id bigint NOT NULL,
    form character varying(64) NOT NULL,
    survey character varying(80) NOT NULL,
    month character varying(7) NOT NULL,
    choices text NOT NULL
);
CREATE SEQUENCE public.survey_answers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.survey_answers_id_seq OWNED BY public.survey_answers.id;
CREATE TABLE public.tries (
    name character varying(64) NOT NULL,
    number integer NOT NULL,
    last bigint NOT NULL
);
CREATE TABLE public.votes (
    id bigint NOT NULL,
    form character varying(64) NOT NULL,
    page character varying(300) NOT NULL,
    useful boolean NOT NULL,
    month character varying(7) NOT NULL
);
CREATE SEQUENCE public.votes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.votes_id_seq OWNED BY public.votes.id;
ALTER TABLE ONLY public.accounts ALTER COLUMN id SET DEFAULT nextval('public.accounts_id_seq'::regclass);
ALTER TABLE ONLY public.acts ALTER COLUMN id SET DEFAULT nextval('public.acts_id_seq'::regclass);
ALTER TABLE ONLY public.comments ALTER COLUMN id SET DEFAULT nextval('public.comments_id_seq'::regclass);
ALTER TABLE ONLY public.confirmations ALTER COLUMN id SET DEFAULT nextval('public.confirmations_id_seq'::regclass);
ALTER TABLE ONLY public.drafts ALTER COLUMN id SET DEFAULT nextval('public.drafts_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.survey_answers ALTER COLUMN id SET DEFAULT nextval('public.survey_answers_id_seq'::regclass);
ALTER TABLE ONLY public.votes ALTER COLUMN id SET DEFAULT nextval('public.votes_id_seq'::regclass);
INSERT INTO public.accounts VALUES (1, 'sam', 'moderator', 'Local Offer team', 'scrypt:made-up', NULL, NULL, 0, NULL, true, 1795341600);
INSERT INTO public.acts VALUES (1, 1795341660, 1, 'signed off', 1, '');
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.answers VALUES (1, '{"matter": "a service", "themes": ["transport"], "said": "The bus is late.", "answer": "A second bus runs now.", "status": "done", "people": 1}', '{"matter": "a service", "themes": ["transport"], "said": "The bus is late.", "answer": "A second bus runs now.", "status": "done", "people": 1}', '2026-014', 1795341660, 'Local Offer team', 1795341650, '', NULL, 1795341670);
INSERT INTO public.answers VALUES (3, '{}', NULL, NULL, NULL, '', NULL, '', 1, NULL);
INSERT INTO public.comment_themes VALUES ('transport', 1);
INSERT INTO public.comments VALUES (1, '0000000000000000000000000000000000000000000000000000000000000001', '7K4Q9-M2PXA', 1795341601, 'comment', 'site', 'plain', '/services/brook-house/', 'a service', 'parent', '', '', true, true, '{"wrong": "The bus is late."}', '', 0, 'published', 1796205600, 1);
INSERT INTO public.comments VALUES (2, '0000000000000000000000000000000000000000000000000000000000000002', '8K4Q9-M2PXA', 1795341602, 'comment', 'site', 'plain', '/services/brook-house/', 'a service', 'parent', '', '', true, false, '{"wrong": "The bus is late."}', '', 2, 'new', 1796205600, 2);
INSERT INTO public.comments VALUES (3, '0000000000000000000000000000000000000000000000000000000000000003', '9K4Q9-M2PXA', 1795341603, 'comment', 'site', 'plain', '/services/brook-house/', 'a service', 'parent', '', '', true, false, NULL, '', 0, 'merged', 1796205600, 3);
INSERT INTO public.confirmations VALUES (1, 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', '/services/brook-house/', 1795341600, NULL);
INSERT INTO public.contacts VALUES (1, '\x6741414141412d6d6164652d7570', NULL);
INSERT INTO public.drafts VALUES (1, 1, 1, 'open', '{}', NULL, NULL, '', NULL, '', NULL, 1795341640, 1);
INSERT INTO public.numbers VALUES (2026, 14);
INSERT INTO public.outbox VALUES (1, 1, 'reply', '\x6741414141412d6d6164652d7570', 1795341680, 0, 1795341680, NULL);
INSERT INTO public.senders VALUES ('cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 498706, 3);
INSERT INTO public.sessions VALUES ('5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e', 1, 1795341600, 1795341600);
INSERT INTO public.survey_answers VALUES (1, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'helped', '2026-11', '{"helped": "A lot"}');
INSERT INTO public.tries VALUES ('dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 2, 1795341600);
INSERT INTO public.votes VALUES (1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '/guides/ask-for-a-plan/', true, '2026-11');
SELECT pg_catalog.setval('public.accounts_id_seq', 1, true);
SELECT pg_catalog.setval('public.acts_id_seq', 1, true);
SELECT pg_catalog.setval('public.comments_id_seq', 3, true);
SELECT pg_catalog.setval('public.confirmations_id_seq', 1, true);
SELECT pg_catalog.setval('public.drafts_id_seq', 1, true);
SELECT pg_catalog.setval('public.outbox_id_seq', 1, true);
SELECT pg_catalog.setval('public.survey_answers_id_seq', 1, true);
SELECT pg_catalog.setval('public.votes_id_seq', 1, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (id);
ALTER TABLE ONLY public.acts
    ADD CONSTRAINT pk_acts PRIMARY KEY (id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT pk_answers PRIMARY KEY (comment);
ALTER TABLE ONLY public.comment_themes
    ADD CONSTRAINT pk_comment_themes PRIMARY KEY (theme, comment);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT pk_comments PRIMARY KEY (id);
ALTER TABLE ONLY public.confirmations
    ADD CONSTRAINT pk_confirmations PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT pk_contacts PRIMARY KEY (comment);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT pk_drafts PRIMARY KEY (id);
ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT pk_numbers PRIMARY KEY (year);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);
ALTER TABLE ONLY public.senders
    ADD CONSTRAINT pk_senders PRIMARY KEY (sender, hour);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT pk_sessions PRIMARY KEY (digest);
ALTER TABLE ONLY public.survey_answers
    ADD CONSTRAINT pk_survey_answers PRIMARY KEY (id);
ALTER TABLE ONLY public.tries
    ADD CONSTRAINT pk_tries PRIMARY KEY (name);
ALTER TABLE ONLY public.votes
    ADD CONSTRAINT pk_votes PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_name UNIQUE (name);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_openid UNIQUE (openid);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT uq_answers_number UNIQUE (number);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT uq_comments_form UNIQUE (form);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT uq_comments_reference UNIQUE (reference);
ALTER TABLE ONLY public.confirmations
    ADD CONSTRAINT uq_confirmations_token UNIQUE (token);
ALTER TABLE ONLY public.survey_answers
    ADD CONSTRAINT uq_survey_answers_form UNIQUE (form);
ALTER TABLE ONLY public.votes
    ADD CONSTRAINT uq_votes_form UNIQUE (form);
CREATE INDEX ix_acts_comment ON public.acts USING btree (comment);
CREATE INDEX ix_answers_merged ON public.answers USING btree (merged);
CREATE INDEX ix_comment_themes_comment ON public.comment_themes USING btree (comment);
CREATE INDEX ix_comments_danger ON public.comments USING btree (danger, received) WHERE (danger > 0);
CREATE INDEX ix_comments_page ON public.comments USING btree (page);
CREATE INDEX ix_comments_queue ON public.comments USING btree (kind, state, danger DESC, received, id, due);
CREATE INDEX ix_comments_received ON public.comments USING btree (received);
CREATE INDEX ix_drafts_comment ON public.drafts USING btree (comment);
CREATE INDEX ix_outbox_next_try ON public.outbox USING btree (next_try);
CREATE INDEX ix_survey_answers_survey ON public.survey_answers USING btree (survey);
CREATE INDEX ix_tries_last ON public.tries USING btree (last);
CREATE INDEX ix_votes_month ON public.votes USING btree (month);
CREATE TRIGGER acts_refuse_delete BEFORE DELETE ON public.acts FOR EACH STATEMENT EXECUTE FUNCTION public.acts_refuse_delete();
CREATE TRIGGER acts_refuse_update BEFORE UPDATE ON public.acts FOR EACH STATEMENT EXECUTE FUNCTION public.acts_refuse_update();
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT fk_answers_comment_comments FOREIGN KEY (comment) REFERENCES public.comments(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT fk_answers_merged_comments FOREIGN KEY (merged) REFERENCES public.comments(id);
ALTER TABLE ONLY public.comment_themes
    ADD CONSTRAINT fk_comment_themes_comment_comments FOREIGN KEY (comment) REFERENCES public.comments(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT fk_contacts_comment_comments FOREIGN KEY (comment) REFERENCES public.comments(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_comment_comments FOREIGN KEY (comment) REFERENCES public.comments(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_comment_comments FOREIGN KEY (comment) REFERENCES public.comments(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT fk_sessions_account_accounts FOREIGN KEY (account) REFERENCES public.accounts(id) ON DELETE CASCADE;
