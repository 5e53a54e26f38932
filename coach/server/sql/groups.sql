-- What a trainer asks of groups: the services there are, how many people are reached, who of one stands where. Run as
-- coach_api.

-- Services with somebody in them now or before: past completions name the latter, which have no people any more.
CREATE OR REPLACE FUNCTION org.services() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        WITH size AS (
            SELECT p.service_id, count(*) AS people FROM org.person p WHERE p.left_on IS NULL GROUP BY p.service_id
        ), once AS (
            SELECT DISTINCT b.service_id FROM org.posting b
        )
        SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'people', coalesce(z.people, 0))
            ORDER BY org.plain(s.name), s.name), '[]')
        FROM org.service s LEFT JOIN size z USING (service_id) LEFT JOIN once o USING (service_id)
        WHERE s.service_id IN (SELECT org.services_in_scope())
            AND (z.service_id IS NOT NULL OR o.service_id IS NOT NULL));
END $$;

-- Each word as names are compared, with the services and the people of cohorts that have it.
CREATE OR REPLACE FUNCTION org.sought(words text[]) RETURNS TABLE (word text, services bigint[], people uuid[])
LANGUAGE plpgsql STABLE ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cardinality(words) > 20 THEN
        RAISE EXCEPTION 'not words' USING ERRCODE = '22023';
    END IF;
    RETURN QUERY SELECT w.word, ARRAY(
        SELECT s.service_id FROM org.service s WHERE strpos(org.plain(s.name), w.word) > 0), ARRAY(
        SELECT m.person_id FROM org.cohort_member m JOIN org.cohort c USING (cohort_id)
        WHERE NOT m.removed AND strpos(org.plain(c.name), w.word) > 0)
    FROM (SELECT DISTINCT org.plain(one) AS word FROM unnest(words) one) w;
END $$;

-- People within the grant, by name, at most a thousand who have every word in name, staff number, service or cohort,
-- and those of these staff numbers besides; `more`: there are others with these words.
CREATE OR REPLACE FUNCTION api_v1.find_people(words text[] DEFAULT '{}', numbers text[] DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    most CONSTANT integer := 1000;
    here CONSTANT integer := org.tenant();
    everybody CONSTANT boolean := org.sees_all();
BEGIN
    PERFORM org.must_hold('trainer', 'hr');
    IF cardinality(numbers) > 20000 THEN
        RAISE EXCEPTION 'not numbers' USING ERRCODE = '22023';
    END IF;
    RETURN (
        WITH word AS MATERIALIZED (
            SELECT * FROM org.sought(words)
        ), hit AS (
            SELECT p.person_id, p.search, p.staff_number FROM org.person p
            WHERE p.tenant_id = here AND p.left_on IS NULL
                AND (everybody OR p.service_id IN (SELECT org.services_in_scope())) AND NOT EXISTS (
                SELECT FROM word w
                WHERE strpos(p.search, w.word) = 0 AND p.service_id <> ALL (w.services) AND p.person_id <> ALL (w.people))
            ORDER BY p.search, p.staff_number LIMIT most + 1
        ), told AS (
            (SELECT h.person_id FROM hit h ORDER BY h.search, h.staff_number LIMIT most)
            UNION
            SELECT p.person_id FROM org.person p
            WHERE p.tenant_id = here AND p.staff_number = ANY (numbers) AND p.left_on IS NULL
                AND (everybody OR p.service_id IN (SELECT org.services_in_scope()))
        )
        SELECT jsonb_build_object('more', (SELECT count(*) > most FROM hit), 'people', coalesce(
            jsonb_agg(jsonb_build_object(
                'id', p.staff_number, 'name', p.name, 'service', s.name, 'audiences', to_jsonb(p.audiences),
                'cohorts', ARRAY(
                    SELECT c.name FROM org.cohort_member m JOIN org.cohort c USING (cohort_id)
                    WHERE m.person_id = p.person_id AND NOT m.removed ORDER BY org.plain(c.name)))
                ORDER BY p.search, p.staff_number), '[]'))
        FROM told JOIN org.person p USING (person_id) JOIN org.service s ON s.service_id = p.service_id);
END $$;

-- Whatever a path can be proposed to, told at once: pages ask for it often. Every service and cohort, and people as
-- `find_people` tells them.
CREATE OR REPLACE FUNCTION api_v1.find_groups(words text[] DEFAULT '{}', numbers text[] DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN api_v1.find_people(words, numbers) || jsonb_build_object('services', org.services(), 'cohorts', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.cohort_id, 'name', c.name, 'people', (
            SELECT count(*) FROM org.cohort_member m JOIN org.person p USING (person_id)
            WHERE m.cohort_id = c.cohort_id AND NOT m.removed AND p.left_on IS NULL
                AND p.service_id IN (SELECT org.services_in_scope()))) ORDER BY org.plain(c.name)), '[]')
        FROM org.cohort c));
END $$;

-- Those whom a trainer's grant covers in a person, service or cohort.
CREATE OR REPLACE FUNCTION org.inside(target text, target_id text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Asked once: where the planner does not know yet how many people there are, it would ask for each.
    services bigint[] := ARRAY(SELECT org.scope('trainer'));
BEGIN
    RETURN ARRAY(
        SELECT p.person_id FROM org.person p
        WHERE p.left_on IS NULL AND p.service_id = ANY (services) AND CASE target
            WHEN 'person' THEN p.staff_number = target_id
            WHEN 'service' THEN p.service_id = (SELECT s.service_id FROM org.service s WHERE s.name = target_id)
            WHEN 'cohort' THEN p.person_id IN (
                SELECT m.person_id FROM org.cohort_member m WHERE m.cohort_id::text = target_id AND NOT m.removed)
            ELSE false END);
END $$;

-- How many people are in these groups ({"target", "id"}, as `assign` takes them), each counted once.
CREATE OR REPLACE FUNCTION api_v1.reach(groups jsonb) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer');
    IF jsonb_typeof(groups) IS DISTINCT FROM 'array' OR jsonb_array_length(groups) > 1000 THEN
        RAISE EXCEPTION 'not groups' USING ERRCODE = '22023';
    END IF;
    RETURN (
        SELECT count(DISTINCT who)
        FROM jsonb_array_elements(groups) g, unnest(org.inside(g ->> 'target', g ->> 'id')) who);
END $$;

-- Of these people the first thousand by name who have every word in name, staff number, service or cohort.
CREATE OR REPLACE FUNCTION org.first_of(people uuid[], words text[], OUT told uuid[], OUT more boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    most CONSTANT integer := 1000;
BEGIN
    told := ARRAY(
        WITH word AS MATERIALIZED (
            SELECT * FROM org.sought(words)
        )
        SELECT p.person_id FROM unnest(first_of.people) who JOIN org.person p ON p.person_id = who
        WHERE NOT EXISTS (
            SELECT FROM word w
            WHERE strpos(p.search, w.word) = 0 AND p.service_id <> ALL (w.services) AND p.person_id <> ALL (w.people))
        ORDER BY p.search, p.staff_number LIMIT most + 1);
    more := cardinality(told) > most;
    told := told[:most];
END $$;

-- Of how many of these people nothing came for more than seven days.
CREATE OR REPLACE FUNCTION org.silent(people uuid[]) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM unnest(people) who JOIN org.person p ON p.person_id = who
        WHERE (p.seen_on >= current_date - 7) IS NOT TRUE);
END $$;

-- Where a group stands. Counts are of everybody in it; of the people a part is told, the first by name with every word.
CREATE OR REPLACE FUNCTION api_v1.group_standing(target text, target_id text, words text[] DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people uuid[] := org.inside(target, target_id);
    part record;
BEGIN
    PERFORM org.must_hold('trainer');
    SELECT * INTO part FROM org.first_of(people, words);
    RETURN (
        WITH stands AS MATERIALIZED (
            SELECT DISTINCT t.person_id, a.path_id, t.state
            FROM org.states_of(people, NULL) t JOIN org.assignment a USING (assignment_id)
            WHERE a.withdrawn_on IS NULL
        ), counted AS (
            SELECT s.path_id, count(*) FILTER (WHERE s.state = 'not started') AS not_started,
                count(*) FILTER (WHERE s.state = 'started') AS started,
                count(*) FILTER (WHERE s.state = 'finished') AS finished
            FROM stands s GROUP BY s.path_id
        ), paths AS (
            SELECT s.person_id, jsonb_object_agg(s.path_id, s.state) AS paths
            FROM unnest(part.told) who JOIN stands s ON s.person_id = who GROUP BY s.person_id
        )
        SELECT jsonb_build_object(
            'people', cardinality(people), 'silent', org.silent(people), 'more', part.more,
            'paths', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('path', c.path_id, 'title', p.title,
                    'not_started', c.not_started, 'started', c.started, 'finished', c.finished)
                    ORDER BY c.path_id), '[]')
                FROM counted c JOIN org.path p USING (path_id)),
            'told', (
                SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'id', p.staff_number, 'name', p.name, 'paths', coalesce(t.paths, '{}'))
                    || org.freshness(p.seen_on) ORDER BY org.plain(p.name), p.staff_number), '[]')
                FROM org.person p LEFT JOIN paths t USING (person_id) WHERE p.person_id = ANY (part.told))));
END $$;

-- The people of a group with the paths proposed to each, in whatever way: a path stands once, with its state. Everybody
-- in one answer, as desks of before revision 8 ask.
CREATE OR REPLACE FUNCTION api_v1.standing(target text, target_id text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people uuid[] := org.inside(target, target_id);
BEGIN
    PERFORM org.must_hold('trainer');
    RETURN (
        WITH told AS (
            SELECT DISTINCT t.person_id, a.path_id, t.state
            FROM org.states_of(people, NULL) t JOIN org.assignment a USING (assignment_id)
            WHERE a.withdrawn_on IS NULL
        ), paths AS (
            SELECT t.person_id, jsonb_agg(jsonb_build_object('path', t.path_id, 'title', p.title, 'state', t.state)
                ORDER BY t.path_id) AS paths
            FROM told t JOIN org.path p USING (path_id) GROUP BY t.person_id
        )
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', p.staff_number, 'name', p.name, 'paths', coalesce(t.paths, '[]')) || org.freshness(p.seen_on)
            ORDER BY org.plain(p.name), p.staff_number), '[]')
        FROM org.taught p LEFT JOIN paths t USING (person_id) WHERE p.person_id = ANY (people));
END $$;
