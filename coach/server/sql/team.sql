-- The trainer's table of services by domains, masked here as coach/org/masking.py does. Run as coach_api.

-- Which cells to hide, row by row in one array: 'few' for one to four people, 'masked' for one that a total and its
-- neighbours would give away, '' for a cell that may be shown. `sizes` counts the people of each cell.
CREATE OR REPLACE FUNCTION org.hidden(sizes integer[], width integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    height integer := CASE WHEN width = 0 THEN 0 ELSE cardinality(sizes) / width END;
    hides text[] := array_fill(''::text, ARRAY[greatest(cardinality(sizes), 1)]);
    row_hidden integer[] := array_fill(0, ARRAY[greatest(height, 1)]);
    column_hidden integer[] := array_fill(0, ARRAY[greatest(width, 1)]);
    next_place integer;
BEGIN
    FOR place IN 1..height * width LOOP
        IF sizes[place] BETWEEN 1 AND 4 THEN
            hides[place] := 'few';
            row_hidden[(place - 1) / width + 1] := row_hidden[(place - 1) / width + 1] + 1;
            column_hidden[(place - 1) % width + 1] := column_hidden[(place - 1) % width + 1] + 1;
        END IF;
    END LOOP;
    LOOP
        next_place := org.next_hidden(sizes, width, hides, row_hidden, column_hidden);
        EXIT WHEN next_place IS NULL;
        hides[next_place] := 'masked';
        row_hidden[(next_place - 1) / width + 1] := row_hidden[(next_place - 1) / width + 1] + 1;
        column_hidden[(next_place - 1) % width + 1] := column_hidden[(next_place - 1) % width + 1] + 1;
    END LOOP;
    RETURN hides;
END $$;

-- In the first row, else the first column, that hides exactly one cell: the shown one about the fewest people.
CREATE OR REPLACE FUNCTION org.next_hidden(
    sizes integer[], width integer, hides text[], row_hidden integer[], column_hidden integer[]) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    height integer := CASE WHEN width = 0 THEN 0 ELSE cardinality(sizes) / width END;
    best integer;
    place integer;
BEGIN
    FOR line IN 0..height - 1 LOOP
        IF row_hidden[line + 1] = 1 THEN
            FOR column_ IN 0..width - 1 LOOP
                place := line * width + column_ + 1;
                IF sizes[place] > 0 AND hides[place] = '' AND (best IS NULL OR sizes[place] < sizes[best]) THEN
                    best := place;
                END IF;
            END LOOP;
            EXIT WHEN best IS NOT NULL;
        END IF;
    END LOOP;
    IF best IS NULL THEN
        FOR column_ IN 0..width - 1 LOOP
            IF column_hidden[column_ + 1] = 1 THEN
                FOR line IN 0..height - 1 LOOP
                    place := line * width + column_ + 1;
                    IF sizes[place] > 0 AND hides[place] = '' AND (best IS NULL OR sizes[place] < sizes[best]) THEN
                        best := place;
                    END IF;
                END LOOP;
                EXIT WHEN best IS NOT NULL;
            END IF;
        END LOOP;
    END IF;
    RETURN best;
END $$;

-- A share in per cent, or what stands in its place: never 0 or 100, which would tell of each person.
CREATE OR REPLACE FUNCTION org.share(done bigint, of_ bigint) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN coalesce(of_, 0) = 0 THEN '{"kind": "none"}'
        WHEN done < 0.1::double precision * of_ THEN '{"kind": "low"}'
        WHEN done > 0.9::double precision * of_ THEN '{"kind": "high"}'
        ELSE jsonb_build_object('kind', 'share', 'share', round(100::double precision * done / of_)::integer) END;
END $$;

-- {"domains": [id], "rows": [{"service", "people", "cells": [{"kind", "share"}]}], "summary": {"people", "finished",
-- "services"}}; kinds as in coach/org/team.py.
CREATE OR REPLACE FUNCTION api_v1.team() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    answer jsonb;
BEGIN
    PERFORM org.must_hold('trainer');
    WITH who AS MATERIALIZED (
        SELECT person_id, service_id FROM org.taught
    ), proposed AS MATERIALIZED (
        SELECT DISTINCT r.person_id, r.service_id, r.path_id FROM org.reached r WHERE r.withdrawn_on IS NULL
    ), pair AS MATERIALIZED (
        SELECT DISTINCT p.person_id, p.service_id, l.lesson_id
        FROM proposed p JOIN org.path_lesson l USING (path_id)
    ), finished AS MATERIALIZED (
        SELECT DISTINCT g.person_id, g.lesson_id FROM who JOIN org.progress g USING (person_id)
        WHERE g.cancelled_on IS NULL
    ), told AS MATERIALIZED (
        SELECT pair.*, f.person_id IS NOT NULL AS done
        FROM pair LEFT JOIN finished f ON f.person_id = pair.person_id AND f.lesson_id = pair.lesson_id
    ), cell AS (
        SELECT t.service_id, l.domain_id, count(DISTINCT t.person_id)::integer AS size, count(*) AS of_,
            count(*) FILTER (WHERE t.done) AS done
        FROM told t JOIN (
            SELECT DISTINCT ON (lesson_id) lesson_id, domain_id FROM org.lesson ORDER BY lesson_id, edition DESC
        ) l USING (lesson_id)
        GROUP BY t.service_id, l.domain_id
    ), grid AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY org.plain(s.name), s.name, d.position) AS place, s.name, s.people,
            coalesce(c.size, 0) AS size, coalesce(c.of_, 0) AS of_, coalesce(c.done, 0) AS done
        FROM (SELECT v.service_id, v.name, count(*) AS people FROM who JOIN org.service v USING (service_id)
            GROUP BY v.service_id, v.name) s
        CROSS JOIN org.domain d
        LEFT JOIN cell c ON c.service_id = s.service_id AND c.domain_id = d.domain_id
    ), mask AS MATERIALIZED (
        SELECT org.hidden(coalesce((SELECT array_agg(size ORDER BY place) FROM grid), '{}'),
            (SELECT count(*)::integer FROM org.domain)) AS hides
    ), line AS (
        SELECT name, people, min(place) AS first, jsonb_agg(
            CASE WHEN (SELECT hides[place] FROM mask) <> '' THEN
                jsonb_build_object('kind', (SELECT hides[place] FROM mask))
            ELSE org.share(done, of_) END ORDER BY place) AS cells
        FROM grid GROUP BY name, people
    ), each AS (
        SELECT p.person_id, p.service_id, coalesce(bool_and(t.done), false) AS done
        FROM (SELECT DISTINCT person_id, service_id FROM proposed) p LEFT JOIN told t USING (person_id)
        GROUP BY p.person_id, p.service_id
    )
    SELECT jsonb_build_object(
        'domains', (SELECT coalesce(jsonb_agg(domain_id ORDER BY position), '[]') FROM org.domain),
        'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('service', name, 'people', people, 'cells', cells)
            ORDER BY first), '[]') FROM line),
        'summary', (SELECT jsonb_build_object(
            'people', count(*),
            'finished', CASE WHEN count(*) BETWEEN 1 AND 4 THEN '{"kind": "few"}'
                ELSE org.share(count(*) FILTER (WHERE done), count(*)) END,
            'services', count(DISTINCT service_id)) FROM each))
    INTO answer;
    RETURN answer;
END $$;
