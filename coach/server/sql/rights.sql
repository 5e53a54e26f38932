-- Row-level security and grants. Run as coach_owner.
--
-- Every function in a policy stands in a (SELECT …): PostgreSQL then asks it once a statement, not once a row.

DO $$
DECLARE
    named text;
BEGIN
    FOR named IN SELECT tablename FROM pg_catalog.pg_tables
        WHERE schemaname = 'org' AND tablename NOT LIKE 'event\_%' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('ALTER TABLE org.%I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE org.%I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY administration ON org.%I TO coach_owner USING (true)', named);
    END LOOP;
    -- What everybody of the organisation may read through the functions.
    FOREACH named IN ARRAY ARRAY['service', 'service_scope', 'domain', 'lesson', 'path', 'path_lesson', 'content_pack',
        'tenant'] LOOP
        EXECUTE format('GRANT SELECT ON org.%I TO coach_api', named);
        EXECUTE format(
            'CREATE POLICY here ON org.%I FOR SELECT TO coach_api USING (tenant_id = (SELECT org.tenant()))', named);
    END LOOP;
    -- What the door looks at before anybody is there.
    FOREACH named IN ARRAY ARRAY['tenant', 'seal', 'person', 'device', 'code', 'cohort_member'] LOOP
        EXECUTE format('GRANT SELECT ON org.%I TO coach_door', named);
        EXECUTE format('CREATE POLICY door ON org.%I FOR SELECT TO coach_door USING (true)', named);
    END LOOP;
END $$;

GRANT INSERT (device_id, tenant_id, person_id, public_key, token_sha256, app_version) ON org.device TO coach_door;
GRANT INSERT (device_id, chain, tenant_id) ON org.chain TO coach_door;
GRANT UPDATE (used_at) ON org.code TO coach_door;
CREATE POLICY enrol ON org.device FOR INSERT TO coach_door WITH CHECK (true);
CREATE POLICY enrol ON org.chain FOR INSERT TO coach_door WITH CHECK (true);
CREATE POLICY enrol ON org.code FOR UPDATE TO coach_door USING (used_at IS NULL) WITH CHECK (used_at IS NOT NULL);

-- People: oneself; those whom a role covers.
GRANT SELECT (person_id, tenant_id, staff_number, name, service_id, audiences, left_on, seen_on, xid),
    UPDATE (seen_on) ON org.person TO coach_api;
CREATE POLICY seen ON org.person FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (
        person_id = (SELECT org.me()) OR (SELECT org.sees_all())
        OR service_id IN (SELECT org.services_in_scope())));
CREATE POLICY own ON org.person FOR UPDATE TO coach_api USING (person_id = (SELECT org.me()));

GRANT SELECT ON org.posting TO coach_api;
CREATE POLICY seen ON org.posting FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (
        person_id = (SELECT org.me()) OR person_id IN (SELECT org.people_in_scope())));

GRANT SELECT ON org.role_grant TO coach_api;
CREATE POLICY own ON org.role_grant FOR SELECT TO coach_api USING (person_id = (SELECT org.me()));

GRANT SELECT (device_id, tenant_id, person_id, app_version, revoked_on), UPDATE (app_version) ON org.device TO coach_api;
CREATE POLICY own ON org.device TO coach_api USING (device_id = (SELECT org.device()));

-- Chains and batches: of the device that speaks, never altered but for the chain's end.
GRANT SELECT, INSERT, UPDATE (last_n, head) ON org.chain TO coach_api;
CREATE POLICY own ON org.chain TO coach_api USING (device_id = (SELECT org.device()));
GRANT SELECT, INSERT ON org.batch TO coach_api;
CREATE POLICY own ON org.batch TO coach_api USING (device_id = (SELECT org.device()));

-- Cohorts and what is proposed.
GRANT SELECT, INSERT, UPDATE (name) ON org.cohort TO coach_api;
CREATE POLICY seen ON org.cohort FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (
        (SELECT org.holds('trainer')) OR (SELECT org.holds('hr')) OR cohort_id IN (SELECT org.my_cohorts())));
CREATE POLICY made ON org.cohort FOR INSERT TO coach_api
    WITH CHECK (tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer')));
CREATE POLICY renamed ON org.cohort FOR UPDATE TO coach_api
    USING (tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer')));

GRANT SELECT, INSERT, UPDATE (removed) ON org.cohort_member TO coach_api;
CREATE POLICY seen ON org.cohort_member FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (
        person_id = (SELECT org.me()) OR (SELECT org.sees_all()) OR person_id IN (SELECT org.people_in_scope())));
CREATE POLICY added ON org.cohort_member FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));
CREATE POLICY changed ON org.cohort_member FOR UPDATE TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer'))
    AND person_id IN (SELECT org.people_under('trainer')));

GRANT SELECT, INSERT, UPDATE (withdrawn_on, removed) ON org.assignment TO coach_api;
CREATE POLICY seen ON org.assignment FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (
        person_id = (SELECT org.me()) OR service_id IN (SELECT org.my_services())
        OR cohort_id IN (SELECT org.my_cohorts()) OR (SELECT org.sees_all())
        OR service_id IN (SELECT org.services_in_scope()) OR person_id IN (SELECT org.people_in_scope())
        OR cohort_id IN (SELECT org.cohorts_in_scope())));
CREATE POLICY made ON org.assignment FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND assigned_by = (SELECT org.me()) AND (
        service_id IN (SELECT org.scope('trainer')) OR person_id IN (SELECT org.people_under('trainer'))
        OR cohort_id IN (SELECT org.cohorts_in_scope())) AND (SELECT org.holds('trainer')));
CREATE POLICY changed ON org.assignment FOR UPDATE TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('trainer')) AND (
        service_id IN (SELECT org.scope('trainer')) OR person_id IN (SELECT org.people_under('trainer'))
        OR cohort_id IN (SELECT org.cohorts_in_scope())));

-- Events: one's own, added and never changed; a cancellation by HR.
GRANT SELECT, INSERT ON org.event TO coach_api;
CREATE POLICY own ON org.event FOR SELECT TO coach_api USING (person_id = (SELECT org.me()));
CREATE POLICY own_added ON org.event FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND person_id = (SELECT org.me()));
CREATE POLICY cancelled ON org.event FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND verb = 'cancelled' AND (SELECT org.holds('hr'))
    AND person_id IN (SELECT org.people_under('hr')));

GRANT SELECT, INSERT,
    UPDATE (finished_on, service_id, event_id, mode, attested_by, cancelled_on, cancel_reason, xid)
    ON org.progress TO coach_api;
CREATE POLICY seen ON org.progress FOR SELECT TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (
        person_id = (SELECT org.me()) OR (SELECT org.sees_all()) OR person_id IN (SELECT org.people_in_scope())));
CREATE POLICY own_added ON org.progress FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND person_id = (SELECT org.me()));
CREATE POLICY own_changed ON org.progress FOR UPDATE TO coach_api USING (person_id = (SELECT org.me()));
CREATE POLICY cancelled ON org.progress FOR UPDATE TO coach_api USING (
    tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('hr'))
    AND person_id IN (SELECT org.people_under('hr')));

-- The log of exports: HR adds its own lines, completes them, and reads all.
GRANT SELECT, INSERT, UPDATE (rows, sha256, complete) ON org.export_log TO coach_api;
CREATE POLICY seen ON org.export_log FOR SELECT TO coach_api
    USING (tenant_id = (SELECT org.tenant()) AND (SELECT org.holds('hr')));
CREATE POLICY added ON org.export_log FOR INSERT TO coach_api WITH CHECK (
    tenant_id = (SELECT org.tenant()) AND person_id = (SELECT org.me()) AND (SELECT org.holds('hr')));
CREATE POLICY completed ON org.export_log FOR UPDATE TO coach_api
    USING (person_id = (SELECT org.me()) AND NOT complete) WITH CHECK (person_id = (SELECT org.me()));
