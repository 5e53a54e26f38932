-- What a desk sends: the rules of coach/domain/batch.py, decided here. Run as coach_api.

-- A batch as jsonb. Raises 22023 (the gateway answers 400) for what is none of ours.
CREATE OR REPLACE FUNCTION org.batch_read(body text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb;
BEGIN
    IF octet_length(body) > 256000 THEN
        RAISE EXCEPTION 'not a batch: too large' USING ERRCODE = '22023';
    END IF;
    BEGIN
        told := body::jsonb;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RAISE EXCEPTION 'not a batch: no JSON' USING ERRCODE = '22023';
    END;
    IF jsonb_typeof(told) <> 'object'
        OR jsonb_typeof(told -> 'device') IS DISTINCT FROM 'string'
        OR jsonb_typeof(told -> 'prev') IS DISTINCT FROM 'string'
        OR jsonb_typeof(told -> 'events') IS DISTINCT FROM 'array'
        OR NOT (org.is_integer(told -> 'v') AND org.is_integer(told -> 'chain') AND org.is_integer(told -> 'n')) THEN
        RAISE EXCEPTION 'not the keys of a batch' USING ERRCODE = '22023';
    END IF;
    IF told -> 'v' <> '1' OR (told ->> 'chain')::integer < 1 OR (told ->> 'n')::integer < 1 THEN
        RAISE EXCEPTION 'not the numbers of a batch' USING ERRCODE = '22023';
    END IF;
    IF jsonb_array_length(told -> 'events') NOT BETWEEN 1 AND 100
        OR EXISTS (SELECT FROM jsonb_array_elements(told -> 'events') e WHERE jsonb_typeof(e) <> 'object') THEN
        RAISE EXCEPTION 'not the events of a batch' USING ERRCODE = '22023';
    END IF;
    RETURN told;
END $$;

CREATE OR REPLACE FUNCTION org.is_integer(told jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN coalesce(jsonb_typeof(told) = 'number' AND told::text ~ '^-?[0-9]{1,9}$', false);
END $$;

-- Why an event cannot be taken: 'form' or 'id', or nothing. Plain expressions only, no query: it is asked for each.
CREATE OR REPLACE FUNCTION org.event_fault(event jsonb, today date) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    verb text := event ->> 'verb';
    id text := event ->> 'id';
    told text := event ->> 'day';
    day date;
BEGIN
    IF jsonb_typeof(event -> 'id') IS DISTINCT FROM 'string' OR jsonb_typeof(event -> 'verb') IS DISTINCT FROM 'string'
        OR jsonb_typeof(event -> 'day') IS DISTINCT FROM 'string'
        OR verb = 'cancelled' OR verb = 'attended' OR length(verb) > 100  -- the first two are the server's own
        OR told !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
        OR id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN
        RETURN 'form';
    END IF;
    IF verb = 'completed' THEN
        IF jsonb_typeof(event -> 'path') IS DISTINCT FROM 'string'
            OR jsonb_typeof(event -> 'lesson') IS DISTINCT FROM 'string'
            OR NOT org.is_integer(event -> 'edition')
            OR event - '{id,verb,path,lesson,day,edition}'::text[] <> '{}' THEN
            RETURN 'form';
        END IF;
    ELSIF verb = 'passed' THEN
        IF jsonb_typeof(event -> 'path') IS DISTINCT FROM 'string' OR NOT org.is_integer(event -> 'edition')
            OR NOT org.is_integer(event -> 'passed') OR event -> 'passed' NOT IN ('0', '1')
            OR event - '{id,verb,path,day,edition,passed}'::text[] <> '{}' THEN
            RETURN 'form';
        END IF;
    END IF;
    -- A UUIDv7 of the midnight of its day: an id must order events without telling an hour.
    day := 'epoch'::date + (('x' || left(id, 8) || substr(id, 10, 4))::bit(48)::bigint / 86400000)::integer;
    IF to_char(day, 'YYYY-MM-DD') <> told THEN
        BEGIN
            day := told::date;
        EXCEPTION WHEN data_exception THEN
            RETURN 'form';
        END;
        RETURN 'id';
    END IF;
    IF id !~ '^.{14}7.{4}[89ab]' OR ('x' || left(id, 8) || substr(id, 10, 4))::bit(48)::bigint % 86400000 <> 0
        OR today - day NOT BETWEEN -1 AND 400 THEN
        RETURN 'id';
    END IF;
    RETURN '';
END $$;

-- A generic plan, here and in what is called: planning anew would cost more than all the rest.
CREATE OR REPLACE FUNCTION api_v1.push(body text, signature bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    mine uuid := org.device();
    told jsonb := org.batch_read(body);
    told_chain integer := told -> 'chain';
    told_n integer := told -> 'n';
    own_hash text := encode(sha256(convert_to(body, 'UTF8')), 'hex');
    newest org.chain;
    known text;
    taken jsonb;
BEGIN
    IF mine IS NULL THEN
        RAISE EXCEPTION 'no device is there' USING ERRCODE = '28000';
    END IF;
    IF told ->> 'device' <> mine::text OR length(signature) <> 64 THEN
        RAISE EXCEPTION 'not a batch of this device' USING ERRCODE = '42501';
    END IF;
    -- Two pushes of one device follow each other; the first chain is always there to wait for.
    PERFORM FROM org.chain WHERE device_id = mine AND chain = 1 FOR UPDATE;
    SELECT * INTO newest FROM org.chain WHERE device_id = mine ORDER BY chain DESC LIMIT 1;
    -- Not the next one only: a server brought back from a backup may have forgotten several chains.
    IF told_chain > newest.chain THEN
        newest.chain := told_chain;
        newest.last_n := 0;
        newest.head := '';
    END IF;
    IF told_chain <> newest.chain THEN
        RETURN jsonb_build_object('status', 'fork', 'last', newest.last_n);
    ELSIF told_n <= newest.last_n THEN
        known := (SELECT hash FROM org.batch WHERE device_id = mine AND chain = told_chain AND n = told_n);
        RETURN CASE WHEN known = own_hash
            THEN jsonb_build_object('status', 'ok', 'last', newest.last_n, 'new', 0, 'refused', '[]'::jsonb)
            ELSE jsonb_build_object('status', 'fork', 'last', newest.last_n) END;
    ELSIF told_n > newest.last_n + 1 THEN
        RETURN jsonb_build_object('status', 'gap', 'last', newest.last_n);
    ELSIF told ->> 'prev' <> newest.head THEN
        RETURN jsonb_build_object('status', 'fork', 'last', newest.last_n);
    END IF;
    INSERT INTO org.chain (device_id, chain, tenant_id, last_n, head)
    VALUES (mine, told_chain, org.tenant(), told_n, own_hash)
    ON CONFLICT (device_id, chain) DO UPDATE SET last_n = excluded.last_n, head = excluded.head;
    INSERT INTO org.batch (device_id, chain, n, tenant_id, hash, prev, body, signature)
    VALUES (mine, told_chain, told_n, org.tenant(), own_hash, told ->> 'prev', body, signature);
    taken := org.take(told -> 'events', mine, org.me(), org.tenant());
    RETURN jsonb_build_object('status', 'ok', 'last', told_n) || taken;
END $$;

-- Keeps the events that are in order, and the progress they make: {"new": n, "refused": [{"id", "reason"}]}.
CREATE OR REPLACE FUNCTION org.take(events jsonb, device uuid, who uuid, town integer) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
    answer jsonb;
BEGIN
    WITH posted AS MATERIALIZED (
        SELECT since, service_id FROM org.posting WHERE person_id = who
    ), told AS MATERIALIZED (
        SELECT value AS event, place, value ->> 'verb' AS verb, value ->> 'path' AS path, value ->> 'lesson' AS lesson,
            org.event_fault(value, today) AS fault
        FROM jsonb_array_elements(events) WITH ORDINALITY AS e (value, place)
    ), judged AS MATERIALIZED (
        SELECT *, CASE
            WHEN fault <> '' THEN fault
            WHEN verb NOT IN ('completed', 'passed') THEN ''
            WHEN verb = 'completed' AND NOT EXISTS (
                SELECT FROM org.lesson l WHERE l.tenant_id = town AND l.lesson_id = lesson) THEN 'unknown'
            WHEN verb = 'completed' AND path = '' THEN ''
            WHEN NOT EXISTS (
                SELECT FROM org.path p WHERE p.tenant_id = town AND p.path_id = path) THEN 'unknown'
            -- Asked at the first event that needs it. Now or ever, undone ones included: what somebody finished while
            -- it was proposed counts.
            WHEN path = ANY (ARRAY(
                SELECT DISTINCT path_id FROM org.assignment
                WHERE person_id = who OR service_id = ANY (ARRAY(SELECT org.my_services()))
                    OR cohort_id = ANY (ARRAY(SELECT org.my_cohorts())))) THEN ''
            ELSE 'not-assigned' END AS reason
        FROM told
    ), kept AS (
        INSERT INTO org.event (event_id, tenant_id, person_id, verb, path_id, object, edition, day, service_id, result,
            device_id)
        SELECT (event ->> 'id')::uuid, town, who, verb,
            CASE WHEN verb IN ('completed', 'passed') THEN path ELSE '' END,
            CASE WHEN verb = 'completed' THEN lesson ELSE '' END,
            CASE WHEN verb IN ('completed', 'passed') THEN (event -> 'edition')::integer ELSE 0 END,
            (event ->> 'day')::date, (
                -- The service of the day; for a day before the first that is known, the first.
                SELECT p.service_id FROM posted p, LATERAL (SELECT (event ->> 'day')::date - p.since AS age) a
                ORDER BY a.age >= 0 DESC, abs(a.age) LIMIT 1),
            CASE verb WHEN 'completed' THEN NULL
                WHEN 'passed' THEN jsonb_build_object('passed', event -> 'passed') ELSE event END,
            device
        FROM judged WHERE reason = ''
        ON CONFLICT DO NOTHING
        RETURNING event_id, verb, path_id, object, edition, day, service_id, result
    ), finished AS (
        -- Of several desks of one person the earliest day counts. A cancelled one revives by a later completion.
        INSERT INTO org.progress AS p
            (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id, event_id)
        SELECT DISTINCT ON (path_id, object, edition)
            who, path_id, object, edition, town, day, service_id, event_id
        FROM kept WHERE verb = 'completed' OR verb = 'passed' AND result = '{"passed": 1}'
        ORDER BY path_id, object, edition, day, event_id
        ON CONFLICT (person_id, path_id, lesson_id, edition) DO UPDATE SET
            finished_on = excluded.finished_on, service_id = excluded.service_id, event_id = excluded.event_id,
            cancelled_on = NULL, cancel_reason = NULL, mode = 'individual', attested_by = NULL,
            xid = pg_current_xact_id()
        WHERE CASE WHEN p.cancelled_on IS NULL
            THEN (excluded.finished_on, excluded.event_id) < (p.finished_on, p.event_id)
            -- Without a reason it was a session that the trainer has undone.
            ELSE excluded.finished_on >= p.cancelled_on OR p.cancel_reason = '' END
    )
    SELECT jsonb_build_object(
        'new', (SELECT count(*) FROM kept),
        'refused', coalesce((
            SELECT jsonb_agg(jsonb_build_object('id', left(event ->> 'id', 64), 'reason', reason) ORDER BY place)
            FROM judged WHERE reason <> ''), '[]'))
    INTO answer;
    RETURN answer;
END $$;
