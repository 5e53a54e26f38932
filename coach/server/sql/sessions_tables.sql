-- The tables and rights of revision 4: sessions in a room, with who attests them. Run as coach_owner; never changed again.

CREATE TABLE org.session (
    session_id uuid PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    path_id text NOT NULL,
    held_on date NOT NULL,
    attested_by uuid NOT NULL REFERENCES org.person,
    events uuid[] NOT NULL,                          -- the completions that came from it
    recorded_on date NOT NULL DEFAULT current_date,
    removed boolean NOT NULL DEFAULT false           -- undone just after it was recorded
);
CREATE INDEX session_by_day ON org.session (tenant_id, held_on);

CREATE TABLE org.session_member (
    session_id uuid NOT NULL REFERENCES org.session ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES org.person,
    tenant_id integer NOT NULL REFERENCES org.tenant,
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX session_member_by_person ON org.session_member (person_id);

ALTER TABLE org.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE org.session FORCE ROW LEVEL SECURITY;
ALTER TABLE org.session_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE org.session_member FORCE ROW LEVEL SECURITY;
CREATE POLICY administration ON org.session TO coach_owner USING (true);
CREATE POLICY administration ON org.session_member TO coach_owner USING (true);

GRANT SELECT, INSERT, UPDATE (removed) ON org.session TO coach_api;
CREATE POLICY seen ON org.session FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer')));
CREATE POLICY attested ON org.session FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND attested_by = (SELECT org.me()) AND (SELECT org.holds('trainer')));
CREATE POLICY undone ON org.session FOR UPDATE TO coach_api USING (
    attested_by = (SELECT org.me()) AND recorded_on = current_date AND (SELECT org.holds('trainer')));

GRANT SELECT, INSERT ON org.session_member TO coach_api;
CREATE POLICY seen ON org.session_member FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));
CREATE POLICY attested ON org.session_member FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));

-- What a trainer attests of the people of the grant. An undone session gives way to what a desk had told.
CREATE POLICY attested ON org.event FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND verb = 'attended' AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));
CREATE POLICY told ON org.event FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND verb = 'completed' AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));
CREATE POLICY attested ON org.progress FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND mode = 'group' AND attested_by = (SELECT org.me())
    AND (SELECT org.holds('trainer')) AND person_id IN (SELECT org.people_under('trainer')));
CREATE POLICY attested_anew ON org.progress FOR UPDATE TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND mode = 'group'
    AND (SELECT org.holds('trainer')) AND person_id IN (SELECT org.people_under('trainer')))
    WITH CHECK (tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));
