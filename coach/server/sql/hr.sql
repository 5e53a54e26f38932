-- What HR does, within the services of the grant: completions out, one annulled, the log of exports. Run as coach_api.

-- Those of a first revision had fewer arguments and columns.
DROP FUNCTION IF EXISTS api_v1.completions(date, date, text, text, text, bigint);
DROP FUNCTION IF EXISTS api_v1.count_completions(date, date, text, text, text);

-- The completions as exports tell them, by day: the service is that of the day, `service_today` the one of now.
-- One without a lesson is its path's final quiz, passed.
-- `target` is person, service (of the day) or cohort; `most` limits the rows, for a preview.
CREATE OR REPLACE FUNCTION api_v1.completions(
    since date DEFAULT NULL, until date DEFAULT NULL, target text DEFAULT '', target_id text DEFAULT '',
    path text DEFAULT '', in_service text DEFAULT '', most bigint DEFAULT NULL)
RETURNS TABLE (
    staff_number text, name text, service text, cohort text, path_id text, path_title text, lesson_id text,
    lesson text, edition integer, assigned_on date, due date, finished_on date, minutes integer, mode text,
    service_today text, cancelled_on date, cancel_reason text,
    completion_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    RETURN QUERY
    WITH who AS MATERIALIZED (
        SELECT p.person_id, p.staff_number, p.name, s.name AS service, (
            SELECT string_agg(c.name, ', ' ORDER BY c.name COLLATE "C")
            FROM org.cohort_member m JOIN org.cohort c USING (cohort_id)
            WHERE m.person_id = p.person_id AND NOT m.removed) AS cohort
        FROM org.person p JOIN org.service s USING (service_id)
        WHERE p.service_id IN (SELECT org.scope('hr'))
    ), title AS MATERIALIZED (
        SELECT l.lesson_id, l.edition, l.title, l.minutes FROM org.lesson l
    ), newest AS MATERIALIZED (
        SELECT DISTINCT ON (l.lesson_id) l.lesson_id, l.title, l.minutes FROM org.lesson l
        ORDER BY l.lesson_id, l.edition DESC
    ), line AS MATERIALIZED (
        -- The oldest that stands, else the oldest withdrawn, sorts first.
        SELECT a.path_id, a.person_id, a.service_id, a.cohort_id, a.assigned_on, a.due,
            (a.withdrawn_on IS NOT NULL)::integer || a.assignment_id::text AS place
        FROM org.assignment a WHERE NOT a.removed
    ), to_person AS MATERIALIZED (
        SELECT l.path_id, l.person_id, min(l.place) AS place FROM line l WHERE l.person_id IS NOT NULL GROUP BY 1, 2
    ), to_service AS MATERIALIZED (
        SELECT l.path_id, l.service_id, min(l.place) AS place FROM line l WHERE l.service_id IS NOT NULL GROUP BY 1, 2
    ), to_cohort AS MATERIALIZED (
        SELECT l.path_id, m.person_id, min(l.place) AS place
        FROM line l JOIN org.cohort_member m ON m.cohort_id = l.cohort_id AND NOT m.removed GROUP BY 1, 2
    )
    SELECT w.staff_number, w.name, s.name, coalesce(w.cohort, ''), g.path_id, coalesce(p.title, ''), g.lesson_id,
        coalesce(t.title, n.title, ''), g.edition, l.assigned_on, l.due, g.finished_on,
        coalesce(t.minutes, n.minutes, 0), g.mode, w.service, g.cancelled_on, coalesce(g.cancel_reason, ''),
        g.event_id
    FROM org.progress g
    JOIN who w ON w.person_id = g.person_id
    JOIN org.service s ON s.service_id = g.service_id
    LEFT JOIN title t ON t.lesson_id = g.lesson_id AND t.edition = g.edition
    LEFT JOIN newest n ON n.lesson_id = g.lesson_id
    LEFT JOIN org.path p ON p.path_id = g.path_id
    LEFT JOIN to_person tp ON tp.path_id = g.path_id AND tp.person_id = g.person_id
    LEFT JOIN to_service ts ON ts.path_id = g.path_id AND ts.service_id = g.service_id
    LEFT JOIN to_cohort tc ON tc.path_id = g.path_id AND tc.person_id = g.person_id
    LEFT JOIN line l ON l.place = least(tp.place, ts.place, tc.place)
    WHERE g.tenant_id = org.tenant()
        AND g.cancel_reason IS DISTINCT FROM ''  -- a session undone just after it was recorded
        AND (completions.since IS NULL OR g.finished_on >= completions.since)
        AND (completions.until IS NULL OR g.finished_on <= completions.until)
        AND (completions.path = '' OR g.path_id = completions.path)
        AND (completions.in_service = '' OR s.name = completions.in_service)
        AND CASE completions.target
            WHEN '' THEN true
            WHEN 'person' THEN w.staff_number = completions.target_id
            WHEN 'service' THEN s.name = completions.target_id
            ELSE g.person_id IN (SELECT m.person_id FROM org.cohort_member m
                WHERE m.cohort_id::text = completions.target_id AND NOT m.removed) END
    ORDER BY g.finished_on, g.event_id
    LIMIT most;
END $$;

-- How many there are; without what each row looks up, it takes a fraction of the time.
CREATE OR REPLACE FUNCTION api_v1.count_completions(
    since date DEFAULT NULL, until date DEFAULT NULL, target text DEFAULT '', target_id text DEFAULT '',
    path text DEFAULT '', in_service text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    RETURN (
        SELECT count(*) FROM org.progress g
        JOIN org.person p ON p.person_id = g.person_id AND p.service_id IN (SELECT org.scope('hr'))
        JOIN org.service s ON s.service_id = g.service_id
        WHERE g.tenant_id = org.tenant() AND g.cancel_reason IS DISTINCT FROM ''
            AND (count_completions.since IS NULL OR g.finished_on >= count_completions.since)
            AND (count_completions.until IS NULL OR g.finished_on <= count_completions.until)
            AND (count_completions.path = '' OR g.path_id = count_completions.path)
            AND (count_completions.in_service = '' OR s.name = count_completions.in_service)
            AND CASE count_completions.target
                WHEN '' THEN true
                WHEN 'person' THEN p.staff_number = count_completions.target_id
                WHEN 'service' THEN s.name = count_completions.target_id
                ELSE g.person_id IN (SELECT m.person_id FROM org.cohort_member m
                    WHERE m.cohort_id::text = count_completions.target_id AND NOT m.removed) END);
END $$;

-- Everybody who is or was on the list, within the grant. `seen_on`: the last synchronisation.
CREATE OR REPLACE FUNCTION api_v1.hr_people() RETURNS TABLE (
    staff_number text, name text, service text, audiences text, left_on date, seen_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    -- Who was erased has no name any more.
    RETURN QUERY SELECT p.staff_number, p.name, s.name, array_to_string(p.audiences, ','), p.left_on, p.seen_on
    FROM org.person p JOIN org.service s USING (service_id)
    WHERE p.service_id IN (SELECT org.scope('hr')) AND p.name <> '';
END $$;

-- Who is in which cohort.
CREATE OR REPLACE FUNCTION api_v1.hr_members() RETURNS TABLE (cohort_id uuid, cohort text, staff_number text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    RETURN QUERY SELECT m.cohort_id, c.name, p.staff_number
    FROM org.cohort_member m JOIN org.cohort c USING (cohort_id) JOIN org.person p USING (person_id)
    WHERE NOT m.removed AND p.service_id IN (SELECT org.scope('hr')) AND p.name <> '';
END $$;

-- What was proposed to somebody within the grant, withdrawn or not.
CREATE OR REPLACE FUNCTION api_v1.hr_proposals(path text DEFAULT '') RETURNS TABLE (
    assignment_id uuid, path_id text, target text, target_id text, due date, message text, assigned_on date,
    assigned_by text, withdrawn_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    services bigint[] := ARRAY(SELECT org.scope('hr'));
BEGIN
    PERFORM org.must_hold('hr');
    RETURN QUERY SELECT a.assignment_id, a.path_id,
        CASE WHEN a.person_id IS NOT NULL THEN 'person' WHEN a.service_id IS NOT NULL THEN 'service'
            ELSE 'cohort' END,
        coalesce(p.staff_number, s.name, a.cohort_id::text), a.due, a.message, a.assigned_on,
        coalesce(org.name_of(a.assigned_by), ''), a.withdrawn_on
    FROM org.assignment a
    LEFT JOIN org.person p ON p.person_id = a.person_id
    LEFT JOIN org.service s ON s.service_id = a.service_id
    WHERE NOT a.removed AND (hr_proposals.path = '' OR a.path_id = hr_proposals.path) AND (
        p.service_id = ANY (services) OR a.service_id = ANY (services) OR a.cohort_id IN (
            SELECT m.cohort_id FROM org.cohort_member m JOIN org.person w USING (person_id)
            WHERE NOT m.removed AND w.service_id = ANY (services)))
    ORDER BY a.assignment_id;
END $$;

-- What was annulled of a person and what counted again, oldest first. Of one day, the id does not say the order:
-- an annulment and what takes it back alternate.
CREATE OR REPLACE FUNCTION api_v1.hr_corrections(staff_number text) RETURNS TABLE (
    completion_id uuid, verb text, day date, by text, reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    RETURN QUERY
    SELECT (e.result ->> 'event')::uuid, e.verb, e.day, coalesce(org.name_of((e.result ->> 'by')::uuid), ''),
        e.result ->> 'reason'
    FROM org.event e JOIN org.person p USING (person_id)
    WHERE p.staff_number = hr_corrections.staff_number AND p.service_id IN (SELECT org.scope('hr'))
        -- What a desk sends under such a verb is kept as it came, and is no correction.
        AND e.verb IN ('cancelled', 'restored') AND e.device_id IS NULL
    ORDER BY 1, e.day, coalesce((e.result -> 'turn')::integer, 0);
END $$;

-- In which service a person was since when.
CREATE OR REPLACE FUNCTION api_v1.hr_postings(staff_number text) RETURNS TABLE (since date, service text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    RETURN QUERY SELECT o.since, s.name
    FROM org.posting o JOIN org.person p USING (person_id) JOIN org.service s ON s.service_id = o.service_id
    WHERE p.staff_number = hr_postings.staff_number AND p.service_id IN (SELECT org.scope('hr'))
    ORDER BY o.since;
END $$;

-- Annuls a completion: a new event with a reason, never a deletion.
CREATE OR REPLACE FUNCTION api_v1.cancel(
    staff_number text, path text, lesson text, edition integer, reason text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN org.correct('cancelled', staff_number, path, lesson, edition, reason);
END $$;

-- Lets an annulled completion count again: one more event with a reason; both stay.
CREATE OR REPLACE FUNCTION api_v1.uncancel(
    staff_number text, path text, lesson text, edition integer, reason text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN org.correct('restored', staff_number, path, lesson, edition, reason);
END $$;

CREATE OR REPLACE FUNCTION org.correct(
    verb text, staff_number text, path text, lesson text, edition integer, reason text) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tidy text := left(btrim(regexp_replace(reason, '\s+', ' ', 'g')), 300);
    cancels boolean := verb = 'cancelled';
    hit org.progress;
BEGIN
    PERFORM org.must_hold('hr');
    -- Two who correct the same at once follow each other.
    SELECT g.* INTO hit FROM org.progress g JOIN org.person p USING (person_id)
    WHERE p.staff_number = correct.staff_number AND p.service_id IN (SELECT org.scope('hr'))
        AND g.path_id = correct.path AND g.lesson_id = correct.lesson AND g.edition = correct.edition
        AND g.cancel_reason IS DISTINCT FROM ''
    FOR UPDATE OF g;
    IF hit.person_id IS NULL OR (hit.cancelled_on IS NULL) <> cancels THEN
        PERFORM org.refuse('UnknownCompletion', jsonb_build_object('number', staff_number, 'lesson', lesson));
    ELSIF tidy IS NULL OR tidy = '' THEN
        PERFORM org.refuse('NoReason', '{}');
    END IF;
    INSERT INTO org.event
        (event_id, tenant_id, person_id, verb, path_id, object, edition, day, service_id, result)
    VALUES (org.new_event_id(current_date), hit.tenant_id, hit.person_id, verb, hit.path_id, hit.lesson_id,
        hit.edition, current_date, hit.service_id, jsonb_build_object(
            'event', hit.event_id, 'reason', tidy, 'by', org.me(), 'turn', (
                SELECT count(*) FROM org.event e
                WHERE e.person_id = hit.person_id AND e.device_id IS NULL
                    AND e.result ->> 'event' = hit.event_id::text)));
    UPDATE org.progress g SET cancelled_on = CASE WHEN cancels THEN current_date END,
        cancel_reason = CASE WHEN cancels THEN tidy END, xid = pg_current_xact_id()
    WHERE g.person_id = hit.person_id AND g.path_id = hit.path_id AND g.lesson_id = hit.lesson_id
        AND g.edition = hit.edition;
    RETURN jsonb_build_object('staff_number', staff_number, 'path', path, 'lesson', lesson, 'edition', edition,
        'cancelled_on', CASE WHEN cancels THEN current_date END, 'reason', tidy);
END $$;

-- A UUIDv7 of a day's midnight, as desks number their events.
CREATE OR REPLACE FUNCTION org.new_event_id(day date) RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN overlay(overlay(replace(gen_random_uuid()::text, '-', '')
        PLACING lpad(to_hex(extract(epoch FROM day)::bigint * 1000), 12, '0') FROM 1) PLACING '7' FROM 13)::uuid;
END $$;

-- A line of the log: without `id` the line of an export about to be written, with it that the file is whole.
CREATE OR REPLACE FUNCTION api_v1.log_export(
    format text DEFAULT '', file text DEFAULT '', filters jsonb DEFAULT '{}', reason text DEFAULT '',
    id uuid DEFAULT NULL, rows bigint DEFAULT 0, sha256 text DEFAULT '') RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept uuid := coalesce(id, gen_random_uuid());
BEGIN
    PERFORM org.must_hold('hr');
    IF id IS NULL THEN
        INSERT INTO org.export_log (export_id, tenant_id, person_id, format, file, filters, reason)
        VALUES (kept, org.tenant(), org.me(), left(log_export.format, 40), left(log_export.file, 1000), filters,
            left(log_export.reason, 300));
    ELSE
        UPDATE org.export_log l SET rows = log_export.rows, sha256 = left(log_export.sha256, 64), complete = true
        WHERE l.export_id = id AND l.person_id = org.me() AND NOT l.complete;
        IF NOT FOUND THEN
            PERFORM org.refuse('UnknownExport', jsonb_build_object('name', id));
        END IF;
    END IF;
    RETURN jsonb_build_object('id', kept);
END $$;

-- The newest lines of the log first; with a staff number all those of one person.
DROP FUNCTION IF EXISTS api_v1.export_log();
CREATE OR REPLACE FUNCTION api_v1.export_log(number text DEFAULT '') RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('hr');
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', l.export_id, 'at', l.exported_at, 'who', org.name_of(l.person_id), 'format', l.format,
            'file', l.file, 'filters', l.filters, 'reason', l.reason, 'rows', l.rows, 'sha256', l.sha256,
            'complete', l.complete) ORDER BY l.exported_at DESC), '[]')
        FROM (
            SELECT * FROM org.export_log g
            WHERE export_log.number = '' OR g.person_id IN (
                SELECT p.person_id FROM org.person p WHERE p.staff_number = export_log.number)
            ORDER BY g.exported_at DESC LIMIT CASE WHEN export_log.number = '' THEN 200 END) l);
END $$;
