-- What a trainer does, within the services of the grant: people, cohorts, proposals. Run as coach_api.

-- Goes on only if somebody is there who holds one of the roles.
CREATE OR REPLACE FUNCTION org.must_hold(VARIADIC roles text[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF org.me() IS NULL THEN
        RAISE EXCEPTION 'nobody is there' USING ERRCODE = '28000';
    END IF;
    IF NOT EXISTS (SELECT FROM unnest(roles) role WHERE org.holds(role)) THEN
        RAISE EXCEPTION 'NotAllowed' USING ERRCODE = '42501', DETAIL = jsonb_build_object('role', roles[1]);
    END IF;
END $$;

-- An answer for a person: the name of an error class of coach/org/errors.py, and its facts.
CREATE OR REPLACE FUNCTION org.refuse(error text, facts jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'CO001', MESSAGE = error, DETAIL = facts;
END $$;

-- Those now on the list whom a trainer's grant covers, whatever other role the trainer holds besides.
CREATE OR REPLACE VIEW org.taught AS
    SELECT person_id, staff_number, name, service_id, seen_on FROM org.person
    WHERE left_on IS NULL AND service_id IN (SELECT org.scope('trainer'));

-- The same people as an array: asked once, it lets the indexes be used.
CREATE OR REPLACE FUNCTION org.taught_people() RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT person_id FROM org.taught);
END $$;

-- Which of these people are reached by which proposal; of one proposal or of all.
CREATE OR REPLACE FUNCTION org.reached(people uuid[], line uuid) RETURNS TABLE (
    assignment_id uuid, path_id text, withdrawn_on date, person_id uuid, service_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    services bigint[] := ARRAY(SELECT org.scope('trainer'));
BEGIN
    RETURN QUERY
    WITH who AS MATERIALIZED (
        SELECT p.person_id, p.service_id FROM org.person p WHERE p.person_id = ANY (people)
    ), mine AS MATERIALIZED (
        SELECT m.cohort_id, m.person_id FROM org.cohort_member m WHERE m.person_id = ANY (people) AND NOT m.removed
    ), to_person AS (
        SELECT a.* FROM org.assignment a WHERE a.person_id = ANY (people)
    ), to_service AS (
        SELECT a.* FROM org.assignment a WHERE a.service_id = ANY (services)
    ), to_cohort AS (
        SELECT a.* FROM org.assignment a WHERE a.cohort_id = ANY (ARRAY(SELECT DISTINCT mine.cohort_id FROM mine))
    )
    SELECT a.assignment_id, a.path_id, a.withdrawn_on, p.person_id, p.service_id
    FROM to_person a JOIN who p USING (person_id)
    WHERE NOT a.removed AND (line IS NULL OR a.assignment_id = line)
    UNION ALL
    SELECT a.assignment_id, a.path_id, a.withdrawn_on, p.person_id, p.service_id
    FROM to_service a JOIN who p ON p.service_id = a.service_id
    WHERE NOT a.removed AND (line IS NULL OR a.assignment_id = line)
    UNION ALL
    SELECT a.assignment_id, a.path_id, a.withdrawn_on, p.person_id, p.service_id
    FROM to_cohort a JOIN mine m USING (cohort_id) JOIN who p ON p.person_id = m.person_id
    WHERE NOT a.removed AND (line IS NULL OR a.assignment_id = line);
END $$;

-- Everybody within the grant, by name.
CREATE OR REPLACE FUNCTION api_v1.people() RETURNS TABLE (
    staff_number text, name text, service text, audiences text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer', 'hr');
    RETURN QUERY SELECT p.staff_number, p.name, s.name, array_to_string(p.audiences, ',')
    FROM org.person p JOIN org.service s USING (service_id)
    WHERE p.left_on IS NULL AND p.service_id IN (SELECT org.services_in_scope())
    ORDER BY p.search, p.staff_number;
END $$;

CREATE OR REPLACE FUNCTION api_v1.cohorts() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer', 'hr');
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.cohort_id, 'name', c.name, 'members', coalesce((
            SELECT jsonb_agg(p.staff_number ORDER BY p.name, p.staff_number)
            FROM org.cohort_member m JOIN org.person p USING (person_id)
            WHERE m.cohort_id = c.cohort_id AND NOT m.removed AND p.left_on IS NULL
                AND p.service_id IN (SELECT org.services_in_scope())), '[]')) ORDER BY org.plain(c.name)), '[]')
        FROM org.cohort c);
END $$;

-- Makes a cohort, or gives the one of `id` another name and other members. A trainer changes the membership of the
-- people in scope; those of other services stay as another trainer put them.
CREATE OR REPLACE FUNCTION api_v1.put_cohort(name text, members text[], id uuid DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tidy text := left(btrim(regexp_replace(put_cohort.name, '\s+', ' ', 'g')), 200);
    strangers text[] := ARRAY(SELECT unnest(members) EXCEPT SELECT staff_number FROM org.taught);
    kept uuid := coalesce(id, gen_random_uuid());
BEGIN
    PERFORM org.must_hold('trainer');
    IF org.plain(tidy) = '' THEN
        PERFORM org.refuse('CohortError', jsonb_build_object('name', tidy, 'reason', 'nameless'));
    ELSIF EXISTS (SELECT FROM org.service s WHERE org.plain(s.name) = org.plain(tidy)) OR EXISTS (
        SELECT FROM org.cohort c WHERE org.plain(c.name) = org.plain(tidy) AND c.cohort_id <> kept) THEN
        PERFORM org.refuse('CohortError', jsonb_build_object('name', tidy, 'reason', 'taken'));
    ELSIF strangers <> '{}' THEN
        PERFORM org.refuse('CohortError', jsonb_build_object(
            'name', tidy, 'reason', 'strangers', 'who', to_jsonb(strangers)));
    ELSIF id IS NOT NULL AND NOT EXISTS (SELECT FROM org.cohort c WHERE c.cohort_id = id) THEN
        PERFORM org.refuse('CohortError', jsonb_build_object('name', tidy, 'reason', 'unknown'));
    END IF;
    INSERT INTO org.cohort AS c (cohort_id, tenant_id, name) VALUES (kept, org.tenant(), tidy)
    ON CONFLICT (cohort_id) DO UPDATE SET name = excluded.name;
    UPDATE org.cohort_member m SET removed = true
    FROM org.taught p WHERE m.cohort_id = kept AND p.person_id = m.person_id AND NOT m.removed
        AND p.staff_number <> ALL (members);
    INSERT INTO org.cohort_member AS m (cohort_id, person_id, tenant_id)
    SELECT kept, p.person_id, org.tenant() FROM org.taught p WHERE p.staff_number = ANY (members)
    ON CONFLICT (cohort_id, person_id) DO UPDATE SET removed = false WHERE m.removed;
    RETURN jsonb_build_object('id', kept, 'name', tidy, 'members', to_jsonb(members));
END $$;

-- Proposes a path to every group ({"target": "person|service|cohort", "id"}: staff number, name, id), or to none.
CREATE OR REPLACE FUNCTION api_v1.assign(path text, groups jsonb, due date DEFAULT NULL, message text DEFAULT '')
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one jsonb;
    line uuid;
    lines jsonb := '[]';
BEGIN
    PERFORM org.must_hold('trainer');
    IF NOT EXISTS (SELECT FROM org.path p WHERE p.path_id = assign.path) THEN
        PERFORM org.refuse('UnknownPath', jsonb_build_object('name', path));
    ELSIF due < current_date THEN
        PERFORM org.refuse('DayOver', jsonb_build_object('day', due));
    ELSIF jsonb_typeof(groups) IS DISTINCT FROM 'array' OR jsonb_array_length(groups) NOT BETWEEN 1 AND 1000 THEN
        RAISE EXCEPTION 'not the groups of a proposal' USING ERRCODE = '22023';
    END IF;
    FOR one IN SELECT DISTINCT value FROM jsonb_array_elements(groups) LOOP
        line := org.propose(path, one ->> 'target', one ->> 'id', due,
            left(btrim(regexp_replace(message, '\s+', ' ', 'g')), 300));
        lines := lines || to_jsonb(line);
    END LOOP;
    RETURN lines;
END $$;

CREATE OR REPLACE FUNCTION org.propose(path text, target text, target_id text, due date, message text) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid := CASE target WHEN 'person' THEN (SELECT person_id FROM org.taught WHERE staff_number = target_id) END;
    where_ bigint := CASE target WHEN 'service' THEN (
        SELECT service_id FROM org.service WHERE name = target_id AND service_id IN (SELECT org.scope('trainer'))) END;
    group_ uuid := CASE target WHEN 'cohort' THEN (
        SELECT cohort_id FROM org.cohort WHERE cohort_id::text = target_id) END;
    made uuid := org.new_id();
BEGIN
    IF num_nonnulls(who, where_, group_) <> 1 THEN
        PERFORM org.refuse('UnknownGroup', jsonb_build_object('name', target_id));
    ELSIF NOT EXISTS (
        SELECT FROM org.taught p WHERE p.person_id = who OR p.service_id = where_ OR p.person_id IN (
            SELECT person_id FROM org.cohort_member WHERE cohort_id = group_ AND NOT removed)) THEN
        PERFORM org.refuse('EmptyGroup', jsonb_build_object('name', target_id));
    ELSIF group_ IS NOT NULL AND org.members_of(group_) <> (
        SELECT count(*) FROM org.taught JOIN org.cohort_member m USING (person_id)
        WHERE m.cohort_id = group_ AND NOT m.removed) THEN
        RAISE EXCEPTION 'NotAllowed' USING ERRCODE = '42501', DETAIL = jsonb_build_object('role', 'trainer');
    END IF;
    PERFORM org.refuse_twice(path, who, where_, group_, target_id);
    INSERT INTO org.assignment
        (assignment_id, tenant_id, person_id, service_id, cohort_id, path_id, due, message, assigned_by)
    VALUES (made, org.tenant(), who, where_, group_, path, due, message, org.me());
    RETURN made;
END $$;

CREATE OR REPLACE FUNCTION org.refuse_twice(path text, who uuid, where_ bigint, group_ uuid, name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    standing uuid := (
        SELECT assignment_id FROM org.assignment
        WHERE path_id = path AND withdrawn_on IS NULL AND NOT removed
            AND (person_id = who OR service_id = where_ OR cohort_id = group_) LIMIT 1);
BEGIN
    IF standing IS NOT NULL THEN
        PERFORM org.refuse('AlreadyProposed', jsonb_build_object(
            'path', path, 'group', name, 'line', right(standing::text, 8)));
    END IF;
END $$;

-- A UUIDv7 of now: proposals sort by it. Nothing of a learner is numbered so.
CREATE OR REPLACE FUNCTION org.new_id() RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN overlay(overlay(replace(gen_random_uuid()::text, '-', '')
        PLACING lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') FROM 1)
        PLACING '7' FROM 13)::uuid;
END $$;

-- Undoes proposals of one's own of today, as if they had not been; returns how many.
CREATE OR REPLACE FUNCTION api_v1.undo_assign(ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    undone integer;
BEGIN
    PERFORM org.must_hold('trainer');
    UPDATE org.assignment SET removed = true
    WHERE assignment_id = ANY (ids) AND assigned_by = org.me() AND assigned_on = current_date AND NOT removed;
    GET DIAGNOSTICS undone = ROW_COUNT;
    RETURN undone;
END $$;

CREATE OR REPLACE FUNCTION api_v1.withdraw(id uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer');
    PERFORM org.line(id);
    UPDATE org.assignment SET withdrawn_on = current_date WHERE assignment_id = id AND withdrawn_on IS NULL;
    RETURN org.line(id);
END $$;

CREATE OR REPLACE FUNCTION api_v1.restore(id uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb;
BEGIN
    PERFORM org.must_hold('trainer');
    told := org.line(id);
    IF told -> 'withdrawn_on' <> 'null' THEN
        PERFORM org.refuse_twice(a.path_id, a.person_id, a.service_id, a.cohort_id, told ->> 'group')
        FROM org.assignment a WHERE a.assignment_id = id;
        UPDATE org.assignment SET withdrawn_on = NULL WHERE assignment_id = id;
    END IF;
    RETURN org.line(id);
END $$;

-- How far each person reached is, per proposal; of one proposal or of all.
CREATE OR REPLACE FUNCTION org.states(line uuid) RETURNS TABLE (
    assignment_id uuid, person_id uuid, done bigint, lessons bigint, state text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM org.states_of(org.taught_people(), line);
END $$;

-- Likewise of these people only.
CREATE OR REPLACE FUNCTION org.states_of(people uuid[], line uuid) RETURNS TABLE (
    assignment_id uuid, person_id uuid, done bigint, lessons bigint, state text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH member AS MATERIALIZED (
        SELECT r.assignment_id, r.path_id, r.person_id FROM org.reached(people, line) r
    ), finished AS MATERIALIZED (
        SELECT DISTINCT g.person_id, g.lesson_id, CASE WHEN g.lesson_id = '' THEN g.path_id ELSE '' END AS quiz
        FROM org.progress g WHERE g.person_id = ANY (people) AND g.cancelled_on IS NULL
    ), seen AS MATERIALIZED (
        SELECT DISTINCT g.person_id, g.lesson_id FROM org.progress g
        WHERE g.person_id = ANY (people) AND g.cancelled_on IS NULL AND g.mode = 'group'
    ), size AS (
        SELECT path_id, count(DISTINCT lesson_id) AS lessons FROM org.path_lesson GROUP BY path_id
    ), done AS (
        SELECT m.path_id, m.person_id, count(*) AS done, count(s.lesson_id) AS seen
        FROM (SELECT DISTINCT member.path_id, member.person_id FROM member) m
        JOIN (SELECT DISTINCT path_id, lesson_id FROM org.path_lesson) l USING (path_id)
        JOIN finished f ON f.person_id = m.person_id AND f.lesson_id = l.lesson_id
        LEFT JOIN seen s ON s.person_id = m.person_id AND s.lesson_id = l.lesson_id
        GROUP BY m.path_id, m.person_id
    )
    SELECT m.assignment_id, m.person_id, coalesce(d.done, 0), coalesce(s.lessons, 0),
        -- Whom a trainer saw at every lesson, in a room, is not asked for the quiz.
        CASE WHEN d.done = s.lessons AND (NOT p.quiz OR q.person_id IS NOT NULL OR d.seen = s.lessons) THEN 'finished'
            WHEN d.done > 0 THEN 'started' ELSE 'not started' END
    FROM member m
    JOIN org.path p ON p.path_id = m.path_id
    LEFT JOIN size s ON s.path_id = m.path_id
    LEFT JOIN done d ON d.path_id = m.path_id AND d.person_id = m.person_id
    LEFT JOIN finished q ON q.person_id = m.person_id AND q.lesson_id = '' AND q.quiz = m.path_id;
END $$;

-- The history of those proposals that reach somebody in scope, newest first; of one, or of all.
CREATE OR REPLACE FUNCTION org.lines(line uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        WITH counted AS (
            SELECT t.assignment_id, count(*) AS people, count(*) FILTER (WHERE t.state = 'started') AS started,
                count(*) FILTER (WHERE t.state = 'finished') AS finished
            FROM org.states(line) t GROUP BY t.assignment_id)
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', a.assignment_id, 'path', a.path_id, 'title', p.title,
            'target', CASE WHEN a.person_id IS NOT NULL THEN 'person' WHEN a.service_id IS NOT NULL THEN 'service'
                ELSE 'cohort' END,
            'target_id', coalesce(w.staff_number, s.name, a.cohort_id::text),
            'group', coalesce(w.name, s.name, g.name),
            'due', a.due, 'message', a.message, 'assigned_on', a.assigned_on, 'by', org.name_of(a.assigned_by),
            'withdrawn_on', a.withdrawn_on, 'people', coalesce(c.people, 0),
            'started', coalesce(c.started, 0), 'finished', coalesce(c.finished, 0))
            ORDER BY a.assignment_id DESC), '[]')
        FROM org.assignment a
        JOIN org.path p ON p.path_id = a.path_id
        LEFT JOIN counted c ON c.assignment_id = a.assignment_id
        LEFT JOIN org.person w ON w.person_id = a.person_id
        LEFT JOIN org.service s ON s.service_id = a.service_id
        LEFT JOIN org.cohort g ON g.cohort_id = a.cohort_id
        WHERE NOT a.removed AND (line IS NULL OR a.assignment_id = line)
            AND (c.people > 0 OR w.service_id IN (SELECT org.scope('trainer'))
                OR a.service_id IN (SELECT org.scope('trainer'))));
END $$;

CREATE OR REPLACE FUNCTION org.line(id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_line jsonb := org.lines(id) -> 0;
BEGIN
    IF id IS NULL OR found_line IS NULL THEN
        PERFORM org.refuse('UnknownLine', jsonb_build_object('name', id));
    END IF;
    RETURN found_line;
END $$;

CREATE OR REPLACE FUNCTION api_v1.assignments() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer');
    RETURN org.lines(NULL);
END $$;

-- How old what is known of somebody is. `fresh`: whether a desk of theirs has spoken within seven days, null if none
-- ever did; only of one that is silent for longer the day is told.
CREATE OR REPLACE FUNCTION org.freshness(seen_on date) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object('fresh', seen_on >= current_date - 7,
        'seen_on', CASE WHEN seen_on < current_date - 7 THEN seen_on END);
END $$;

-- One line with its members, of whom a part is told as `group_standing` does: name, service, state, lessons done of how
-- many. Nothing else of anybody.
CREATE OR REPLACE FUNCTION api_v1.status(id uuid, words text[] DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people uuid[];
    part record;
    line jsonb;
BEGIN
    PERFORM org.must_hold('trainer');
    line := org.line(id);
    people := ARRAY(SELECT r.person_id FROM org.reached(org.taught_people(), id) r);
    SELECT * INTO part FROM org.first_of(people, words);
    RETURN jsonb_build_object(
        'assigned', line, 'silent', org.silent(people), 'more', part.more, 'members', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'id', p.staff_number, 'name', p.name, 'service', s.name, 'state', t.state, 'done', t.done,
                'lessons', t.lessons) || org.freshness(p.seen_on) ORDER BY org.plain(p.name), p.staff_number), '[]')
            FROM org.states_of(part.told, id) t
            JOIN org.person p USING (person_id) JOIN org.service s USING (service_id)));
END $$;
