-- What a desk receives: what changed since it asked last. Run as coach_api.
--
-- The cursor is the oldest transaction that was still open when the desk asked: whatever is seen only later was
-- written by that one or a younger one, so no row is ever missed. Some are told twice; desks keep them by id.

-- A person as desks know one: {"id": staff number, "name", "service", "roles", "audiences"}.
CREATE OR REPLACE FUNCTION org.told(who uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'id', p.staff_number, 'name', p.name, 'service', s.name,
            'roles', to_jsonb(array['learner'] || coalesce((
                SELECT array_agg(DISTINCT g.role ORDER BY g.role) FROM org.role_grant g
                WHERE g.person_id = p.person_id AND g.revoked_at IS NULL), '{}')),
            'audiences', to_jsonb(p.audiences))
        FROM org.person p JOIN org.service s USING (service_id) WHERE p.person_id = who);
END $$;

-- Transaction numbers begin anew in another cluster, and go back with a restored one. A backup that was read back into
-- the same cluster has made its tables anew: their own number is another.
CREATE OR REPLACE FUNCTION org.epoch() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT concat_ws('-', t.epoch, s.system_identifier, c.timeline_id, t.tableoid)
        FROM org.tenant t, pg_control_system() s, pg_control_checkpoint() c WHERE t.tenant_id = org.tenant());
END $$;

-- Whether everything must be told anew: the cursor is not of this cluster, or the person is in other groups now.
CREATE OR REPLACE FUNCTION org.anew(since jsonb, who uuid, epoch text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last xid8;
BEGIN
    IF since ->> 'xid' !~ '^[0-9]{1,18}$' OR since ->> 'epoch' IS DISTINCT FROM epoch THEN
        RETURN true;
    END IF;
    last := (since ->> 'xid')::xid8;
    RETURN last IS NULL OR last > pg_snapshot_xmax(pg_current_snapshot())
        OR EXISTS (SELECT FROM org.person WHERE person_id = who AND xid >= last)
        OR EXISTS (SELECT FROM org.cohort_member WHERE person_id = who AND xid >= last);
END $$;

CREATE OR REPLACE FUNCTION org.my_assignments(who uuid, since xid8) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    my_service bigint;
    my_number text;
    my_cohorts uuid[] := ARRAY(SELECT cohort_id FROM org.cohort_member WHERE person_id = who AND NOT removed);
    gone jsonb := '{"removed": true}';
    stays jsonb := '{"removed": false}';
BEGIN
    -- Asked first: known values let the indexes be used.
    SELECT service_id, staff_number INTO my_service, my_number FROM org.person WHERE person_id = who;
    RETURN (
        WITH mine AS MATERIALIZED (
            SELECT * FROM org.assignment a
            WHERE (a.person_id = who OR a.service_id = my_service OR a.cohort_id = ANY (my_cohorts))
            AND CASE WHEN since IS NULL THEN NOT a.removed AND a.withdrawn_on IS NULL ELSE a.xid >= since END
        ), trainer AS MATERIALIZED (
            SELECT assigned_by, org.name_of(assigned_by) AS name FROM (SELECT DISTINCT assigned_by FROM mine) t
        )
        -- From texts: jsonb_build_object would look up each value's type in each of sixty rows.
        SELECT coalesce(jsonb_agg(jsonb_object(
            '{id,path,due,message,assigned_on,assigned_by,target,target_id}',
            ARRAY[a.assignment_id::text, a.path_id, a.due::text, a.message, a.assigned_on::text, t.name,
                CASE WHEN a.person_id IS NOT NULL THEN 'person' WHEN a.service_id IS NOT NULL THEN 'service'
                    ELSE 'cohort' END,
                CASE WHEN a.person_id IS NOT NULL THEN my_number
                    WHEN a.service_id IS NOT NULL THEN (SELECT name FROM org.service WHERE service_id = my_service)
                    ELSE a.cohort_id::text END])
            || CASE WHEN a.removed OR a.withdrawn_on IS NOT NULL THEN gone ELSE stays END ORDER BY a.assignment_id), '[]')
        FROM mine a JOIN trainer t USING (assigned_by));
END $$;

CREATE OR REPLACE FUNCTION org.my_completions(who uuid, since xid8) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', event_id, 'path', path_id, 'lesson', lesson_id, 'edition', edition, 'day', finished_on,
            'removed', cancelled_on IS NOT NULL) ORDER BY event_id), '[]')
        FROM org.progress WHERE person_id = who
        AND CASE WHEN since IS NULL THEN cancelled_on IS NULL ELSE xid >= since END);
END $$;

-- `client`: the version of the desk's program, so that IT sees which desks are behind; one that tells none keeps what
-- is known. A generic plan, here and in what is called: planning anew would cost more than all the rest.
CREATE OR REPLACE FUNCTION api_v1.pull(since jsonb, client text DEFAULT '') RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    who uuid := org.me();
    -- Asked before any row is read: what is committed in between is told again next time, not lost.
    oldest text := pg_snapshot_xmin(pg_current_snapshot());
    epoch text := org.epoch();
    whole boolean := coalesce(org.anew(since, who, epoch), true);
    last xid8 := CASE WHEN NOT whole THEN (since ->> 'xid')::xid8 END;
    program text := nullif(org.told_version(client), '');
BEGIN
    IF who IS NULL THEN
        RAISE EXCEPTION 'nobody is there' USING ERRCODE = '28000';
    END IF;
    UPDATE org.person SET seen_on = current_date WHERE person_id = who AND seen_on IS DISTINCT FROM current_date;
    UPDATE org.device SET seen_on = current_date, app_version = coalesce(program, app_version)
    WHERE device_id = org.device() AND (seen_on IS DISTINCT FROM current_date OR app_version <> program);
    RETURN jsonb_build_object(
        'cursor', jsonb_build_object('xid', oldest::bigint, 'epoch', epoch),
        'full', whole,
        'me', org.told(who),
        'people', '[]'::jsonb,
        'assignments', org.my_assignments(who, last),
        'completions', org.my_completions(who, last),
        'content', (SELECT jsonb_build_object('version', version, 'hash', hash) FROM org.content_pack
            WHERE tenant_id = org.tenant() ORDER BY version DESC LIMIT 1));
END $$;

-- The bytes of a published pack, or null.
CREATE OR REPLACE FUNCTION api_v1.content(hash text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT bytes FROM org.content_pack p WHERE p.tenant_id = org.tenant() AND p.hash = content.hash LIMIT 1);
END $$;
