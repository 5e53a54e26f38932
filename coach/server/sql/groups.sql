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

-- Whatever a path can be proposed to, told at once: pages ask for it often.
CREATE OR REPLACE FUNCTION api_v1.groups() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM org.must_hold('trainer', 'hr');
    RETURN jsonb_build_object(
        'services', org.services(), 'cohorts', api_v1.cohorts(), 'people', api_v1.people());
END $$;

-- Those whom a trainer's grant covers in a person, service or cohort.
CREATE OR REPLACE FUNCTION org.inside(target text, target_id text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT p.person_id FROM org.taught p
        WHERE CASE target
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

-- The people of a group with the paths proposed to each, in whatever way: a path stands once, with its state.
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
