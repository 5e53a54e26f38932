-- Sessions in a room, for staff without a computer: a trainer attests who was there. Run as coach_api.

-- Keeps a session, and what each of its people had not finished before, all or nothing; returns its id.
CREATE OR REPLACE FUNCTION api_v1.record_session(path text, lessons text[], people text[], held_on date) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid[] := ARRAY(SELECT person_id FROM org.taught WHERE staff_number = ANY (people));
    made uuid := org.new_event_id(held_on);
    known uuid[];
BEGIN
    PERFORM org.must_hold('trainer');
    PERFORM org.may_attest(path, lessons, people, held_on);
    WITH wanted AS MATERIALIZED (
        SELECT p.person_id, p.service_id, l.lesson_id, l.edition, org.new_event_id(held_on) AS event_id
        FROM org.taught p, (
            SELECT e.lesson_id, max(e.edition) AS edition FROM org.lesson e
            WHERE e.lesson_id = ANY (lessons) GROUP BY e.lesson_id) l
        WHERE p.person_id = ANY (who)
    ), kept AS (
        -- One finished before stays as it is, and so does one that HR has annulled; an undone session gives way.
        INSERT INTO org.progress AS g (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id,
            event_id, mode, attested_by)
        SELECT w.person_id, record_session.path, w.lesson_id, w.edition, org.tenant(), record_session.held_on,
            w.service_id, w.event_id, 'group', org.me() FROM wanted w
        ON CONFLICT (person_id, path_id, lesson_id, edition) DO UPDATE SET
            finished_on = excluded.finished_on, service_id = excluded.service_id, event_id = excluded.event_id,
            attested_by = excluded.attested_by, cancelled_on = NULL, cancel_reason = NULL, xid = pg_current_xact_id()
        WHERE g.cancel_reason = '' AND g.mode = 'group'
        RETURNING g.person_id, g.lesson_id, g.edition, g.service_id, g.event_id
    ), told AS (
        INSERT INTO org.event (event_id, tenant_id, person_id, verb, path_id, object, edition, day, service_id, result)
        SELECT k.event_id, org.tenant(), k.person_id, 'attended', record_session.path, k.lesson_id, k.edition,
            record_session.held_on, k.service_id, jsonb_build_object('session', made, 'by', org.me()) FROM kept k
    )
    SELECT coalesce(array_agg(event_id), '{}') INTO known FROM kept;
    INSERT INTO org.session (session_id, tenant_id, path_id, held_on, attested_by, events)
    VALUES (made, org.tenant(), path, held_on, org.me(), known);
    INSERT INTO org.session_member (session_id, person_id, tenant_id)
    SELECT made, one, org.tenant() FROM unnest(who) one;
    RETURN made;
END $$;

-- Goes on only with what a trainer can have seen.
CREATE OR REPLACE FUNCTION org.may_attest(path text, lessons text[], people text[], held_on date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    strangers text[] := ARRAY(SELECT unnest(people) EXCEPT SELECT staff_number FROM org.taught);
BEGIN
    IF NOT EXISTS (SELECT FROM org.path p WHERE p.path_id = path) THEN
        PERFORM org.refuse('UnknownPath', jsonb_build_object('name', path));
    ELSIF coalesce(cardinality(lessons), 0) = 0 OR EXISTS (
        SELECT unnest(lessons) EXCEPT SELECT l.lesson_id FROM org.path_lesson l WHERE l.path_id = path) THEN
        PERFORM org.refuse('SessionNotKept', '{"reason": "lessons"}');
    ELSIF coalesce(cardinality(people), 0) NOT BETWEEN 1 AND 1000 THEN
        PERFORM org.refuse('SessionNotKept', '{"reason": "nobody"}');
    ELSIF strangers <> '{}' THEN
        PERFORM org.refuse('SessionNotKept', jsonb_build_object('reason', 'stranger', 'number', strangers[1]));
    ELSIF held_on IS NULL OR current_date - held_on NOT BETWEEN -1 AND 400 THEN
        PERFORM org.refuse('SessionNotKept', jsonb_build_object('reason', 'day', 'day', held_on));
    END IF;
END $$;

-- Undoes a session of one's own of today; what came from it no longer counts, and desks are told so. What a desk had
-- told of the same lesson counts instead. Returns how many sessions were undone.
CREATE OR REPLACE FUNCTION api_v1.undo_session(id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known uuid[];
    who uuid[] := ARRAY(SELECT person_id FROM org.session_member WHERE session_id = id);
BEGIN
    PERFORM org.must_hold('trainer');
    UPDATE org.session s SET removed = true
    WHERE s.session_id = id AND s.attested_by = org.me() AND s.recorded_on = current_date AND NOT s.removed
    RETURNING s.events INTO known;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    UPDATE org.progress g SET cancelled_on = current_date, cancel_reason = '', xid = pg_current_xact_id()
    WHERE g.person_id = ANY (who) AND g.event_id = ANY (known) AND g.cancelled_on IS NULL;
    UPDATE org.progress g SET cancelled_on = NULL, cancel_reason = NULL, mode = 'individual', attested_by = NULL,
        finished_on = e.day, service_id = e.service_id, event_id = e.event_id, xid = pg_current_xact_id()
    FROM (
        SELECT DISTINCT ON (v.person_id, v.path_id, v.object, v.edition) v.*
        FROM org.event v WHERE v.person_id = ANY (who) AND v.verb = 'completed'
        ORDER BY v.person_id, v.path_id, v.object, v.edition, v.day, v.event_id) e
    WHERE g.event_id = ANY (known) AND g.cancel_reason = ''
        AND (g.person_id, g.path_id, g.lesson_id, g.edition) = (e.person_id, e.path_id, e.object, e.edition);
    RETURN 1;
END $$;

-- The sessions with somebody in scope, the latest first; `people` counts those.
CREATE OR REPLACE FUNCTION api_v1.sessions() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer');
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', s.session_id, 'path', s.path_id, 'title', coalesce(p.title, s.path_id), 'held_on', s.held_on,
            'by', org.name_of(s.attested_by), 'people', m.people) ORDER BY s.held_on DESC, s.session_id DESC), '[]')
        FROM org.session s
        JOIN (SELECT session_id, count(*) AS people FROM org.session_member GROUP BY session_id) m USING (session_id)
        LEFT JOIN org.path p ON p.path_id = s.path_id
        WHERE NOT s.removed);
END $$;
