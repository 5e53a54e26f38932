-- The tables of revision 1. Never changed again: a later revision brings a file of its own.
--
-- Nothing here can hold a score, an answer, an hour of learning, a measured duration or a reminder.
-- A `xid` is the transaction that wrote the row last: desks ask for what came after the one they know.

CREATE TABLE org.tenant (
    tenant_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    retention_months integer NOT NULL DEFAULT 36 CHECK (retention_months BETWEEN 1 AND 120),
    min_client text NOT NULL DEFAULT '',
    epoch integer NOT NULL DEFAULT 1,               -- raised by hand after a restore: every desk pulls anew
    settings jsonb NOT NULL DEFAULT '{}'            -- {"vouched_logins": true}: enter_login is open
);

-- One row: what the identity of a transaction is sealed with. Only coach_door reads it.
CREATE TABLE org.seal (secret bytea NOT NULL CHECK (length(secret) = 32));

CREATE TABLE org.service (
    service_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    parent_id bigint REFERENCES org.service,
    name text NOT NULL,
    UNIQUE (tenant_id, name)
);

-- Each service with itself and all those below it.
CREATE TABLE org.service_scope (
    tenant_id integer NOT NULL REFERENCES org.tenant,
    ancestor bigint NOT NULL REFERENCES org.service,
    descendant bigint NOT NULL REFERENCES org.service,
    PRIMARY KEY (ancestor, descendant)
);

CREATE TABLE org.person (
    person_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id integer NOT NULL REFERENCES org.tenant,
    staff_number text NOT NULL,
    login text NOT NULL DEFAULT '',
    name text NOT NULL,
    service_id bigint NOT NULL REFERENCES org.service,
    audiences text[] NOT NULL DEFAULT '{all-staff}',
    left_on date,
    seen_on date,                                    -- day of the last synchronisation: "up to date", or not
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (tenant_id, staff_number)
);
CREATE UNIQUE INDEX person_by_login ON org.person (tenant_id, lower(login)) WHERE login <> '' AND left_on IS NULL;
CREATE INDEX person_by_service ON org.person (service_id);

-- Since when a person is in a service: a completion counts for the service of its day.
CREATE TABLE org.posting (
    tenant_id integer NOT NULL REFERENCES org.tenant,
    person_id uuid NOT NULL REFERENCES org.person,
    since date NOT NULL,
    service_id bigint NOT NULL REFERENCES org.service,
    PRIMARY KEY (person_id, since)
);

CREATE TABLE org.role_grant (
    grant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    person_id uuid NOT NULL REFERENCES org.person,
    role text NOT NULL CHECK (role IN ('trainer', 'hr', 'admin')),
    service_id bigint REFERENCES org.service,        -- with all those below; null: the whole organisation
    granted_by text NOT NULL,
    granted_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE INDEX role_grant_by_person ON org.role_grant (person_id);

CREATE TABLE org.code (
    sha256 bytea PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    person_id uuid NOT NULL REFERENCES org.person,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE TABLE org.device (
    device_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id integer NOT NULL REFERENCES org.tenant,
    person_id uuid NOT NULL REFERENCES org.person,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    token_sha256 bytea NOT NULL UNIQUE,
    app_version text NOT NULL DEFAULT '',
    enrolled_on date NOT NULL DEFAULT current_date,
    revoked_on date
);
CREATE INDEX device_by_person ON org.device (person_id);

CREATE TABLE org.chain (
    device_id uuid NOT NULL REFERENCES org.device,
    chain integer NOT NULL,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    last_n integer NOT NULL DEFAULT 0,
    head text NOT NULL DEFAULT '',
    PRIMARY KEY (device_id, chain)
);

CREATE TABLE org.batch (
    device_id uuid NOT NULL,
    chain integer NOT NULL,
    n integer NOT NULL,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    hash text NOT NULL,
    prev text NOT NULL,
    body text,                                       -- emptied by retention and erasure; hash and signature stay
    signature bytea NOT NULL CHECK (length(signature) = 64),
    received_on date NOT NULL DEFAULT current_date,
    PRIMARY KEY (device_id, chain, n),
    FOREIGN KEY (device_id, chain) REFERENCES org.chain
);

CREATE TABLE org.domain (
    tenant_id integer NOT NULL REFERENCES org.tenant,
    domain_id text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    PRIMARY KEY (tenant_id, domain_id)
);

CREATE TABLE org.lesson (
    tenant_id integer NOT NULL REFERENCES org.tenant,
    lesson_id text NOT NULL,
    edition integer NOT NULL,
    title text NOT NULL,
    minutes integer NOT NULL,                        -- published, never measured
    domain_id text NOT NULL,
    PRIMARY KEY (tenant_id, lesson_id, edition)
);

CREATE TABLE org.path (
    tenant_id integer NOT NULL REFERENCES org.tenant,
    path_id text NOT NULL,
    title text NOT NULL,
    minutes integer NOT NULL,
    quiz boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, path_id)
);

CREATE TABLE org.path_lesson (
    tenant_id integer NOT NULL,
    path_id text NOT NULL,
    position integer NOT NULL,
    lesson_id text NOT NULL,
    PRIMARY KEY (tenant_id, path_id, position),
    FOREIGN KEY (tenant_id, path_id) REFERENCES org.path
);

CREATE TABLE org.cohort (
    cohort_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id integer NOT NULL REFERENCES org.tenant,
    name text NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE org.cohort_member (
    cohort_id uuid NOT NULL REFERENCES org.cohort,
    person_id uuid NOT NULL REFERENCES org.person,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    removed boolean NOT NULL DEFAULT false,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (cohort_id, person_id)
);
CREATE INDEX cohort_member_by_person ON org.cohort_member (person_id);

CREATE TABLE org.assignment (
    assignment_id uuid PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    person_id uuid REFERENCES org.person,            -- to one of these three
    service_id bigint REFERENCES org.service,
    cohort_id uuid REFERENCES org.cohort,
    path_id text NOT NULL,
    due date,
    message text NOT NULL DEFAULT '' CHECK (length(message) <= 300),
    assigned_on date NOT NULL DEFAULT current_date,
    assigned_by uuid NOT NULL REFERENCES org.person,
    withdrawn_on date,
    removed boolean NOT NULL DEFAULT false,          -- undone just after it was made
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CHECK (num_nonnulls(person_id, service_id, cohort_id) = 1),
    FOREIGN KEY (tenant_id, path_id) REFERENCES org.path
);
CREATE INDEX assignment_by_person ON org.assignment (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX assignment_by_service ON org.assignment (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX assignment_by_cohort ON org.assignment (cohort_id) WHERE cohort_id IS NOT NULL;

-- What arrived, once and for ever; the id's time is the midnight of its day, and says the partition.
-- No foreign key: an event is never refused because something else was put in order.
CREATE TABLE org.event (
    event_id uuid NOT NULL,
    tenant_id integer NOT NULL,
    person_id uuid NOT NULL,
    verb text NOT NULL,
    path_id text NOT NULL DEFAULT '',
    object text NOT NULL DEFAULT '',                 -- the lesson; for a path's final quiz empty
    edition integer NOT NULL DEFAULT 0,
    day date NOT NULL,
    service_id bigint,                               -- of that day
    result jsonb,                                    -- {"passed": 0|1}; of a verb we do not know, the whole event
    recorded_on date NOT NULL DEFAULT current_date,
    device_id uuid,
    PRIMARY KEY (event_id, person_id),
    CONSTRAINT nothing_but_what_is_sent CHECK (
        verb <> 'completed' AND verb <> 'passed'
        OR verb = 'completed' AND result IS NULL
        OR verb = 'passed' AND result IN ('{"passed": 0}', '{"passed": 1}')
    )
) PARTITION BY RANGE (event_id);
CREATE INDEX event_by_person ON org.event (person_id);

-- What is finished, kept in the transaction of the event. An empty lesson: the path's final quiz, passed.
CREATE TABLE org.progress (
    person_id uuid NOT NULL,
    path_id text NOT NULL,                           -- empty: a lesson that the person chose to share
    lesson_id text NOT NULL,
    edition integer NOT NULL,
    tenant_id integer NOT NULL,
    finished_on date NOT NULL,
    service_id bigint NOT NULL,                      -- of that day
    event_id uuid NOT NULL,
    mode text NOT NULL DEFAULT 'individual' CHECK (mode IN ('individual', 'group')),
    attested_by uuid,
    cancelled_on date,
    cancel_reason text,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (person_id, path_id, lesson_id, edition)
);
CREATE INDEX progress_by_day ON org.progress (tenant_id, finished_on);

CREATE TABLE org.export_log (
    export_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id integer NOT NULL REFERENCES org.tenant,
    person_id uuid NOT NULL REFERENCES org.person,
    exported_at timestamptz NOT NULL DEFAULT now(),
    format text NOT NULL,
    file text NOT NULL,
    filters jsonb NOT NULL,
    reason text NOT NULL DEFAULT '',
    rows bigint NOT NULL DEFAULT 0,
    sha256 text NOT NULL DEFAULT '',
    complete boolean NOT NULL DEFAULT false
);

CREATE TABLE org.content_pack (
    tenant_id integer NOT NULL REFERENCES org.tenant,
    version integer NOT NULL,
    hash text NOT NULL,
    bytes bytea NOT NULL,
    published_on date NOT NULL DEFAULT current_date,
    PRIMARY KEY (tenant_id, version)
);

-- Whom to erase again after a restore from an older backup.
CREATE TABLE org.erased (
    person_id uuid PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    erased_on date NOT NULL DEFAULT current_date
);

CREATE FUNCTION org.stamp() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.xid := pg_current_xact_id();
    RETURN NEW;
END $$;

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON org.assignment FOR EACH ROW EXECUTE FUNCTION org.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON org.cohort_member FOR EACH ROW EXECUTE FUNCTION org.stamp();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF staff_number, name, service_id, audiences, left_on ON org.person
    FOR EACH ROW EXECUTE FUNCTION org.stamp();
