-- The trainer's table of services by domains, masked here as coach/org/masking.py does. Run as coach_api.

-- Which cells to hide, row by row in one array: 'few' for one to four people, 'masked' for those that go with them so
-- that none can be computed, '' for a cell that may be shown. `sizes` counts the people of each cell.
-- Stations are the columns from the last to the first, 1 to width, then the rows: the order of coach/org/masking.py.
CREATE OR REPLACE FUNCTION org.hidden(sizes integer[], width integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hides text[] := ARRAY(
        SELECT CASE WHEN size BETWEEN 1 AND 4 THEN 'few' ELSE '' END
        FROM unnest(sizes) WITH ORDINALITY AS s (size, place) ORDER BY place);
    tied integer[] := array_fill(0, ARRAY[greatest(width, 1) + cardinality(sizes)]);
    row_ integer;
    column_ integer;
    ring integer[];
    one integer;
BEGIN
    FOR place IN 1..cardinality(sizes) LOOP
        CONTINUE WHEN sizes[place] NOT BETWEEN 1 AND 4;
        row_ := org.station_of_row(place, width);
        column_ := org.station_of_column(place, width);
        -- Between two lines that rings tie together already, one more cell closes a ring of its own.
        IF tied[row_] = 0 OR tied[row_] <> tied[column_] THEN
            ring := org.ring(sizes, width, hides, place);
            FOREACH one IN ARRAY ring LOOP
                IF hides[one] = '' THEN
                    hides[one] := 'masked';
                END IF;
            END LOOP;
            tied := org.tie(tied, width, ring, place);
        END IF;
    END LOOP;
    LOOP
        one := org.lonely(sizes, width, hides);
        EXIT WHEN one IS NULL;
        hides[one] := 'masked';
    END LOOP;
    RETURN hides;
END $$;

CREATE OR REPLACE FUNCTION org.station_of_row(place integer, width integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT width + 1 + (place - 1) / width $$;

CREATE OR REPLACE FUNCTION org.station_of_column(place integer, width integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT width - (place - 1) % width $$;

-- Gives the stations of a ring, and all that were tied to them, one number: that of the ring.
CREATE OR REPLACE FUNCTION org.tie(tied integer[], width integer, ring integer[], number integer) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stations integer[] := ARRAY(
        SELECT org.station_of_row(p, width) FROM unnest(ring) p
        UNION SELECT org.station_of_column(p, width) FROM unnest(ring) p);
    others integer[] := ARRAY(SELECT tied[s] FROM unnest(stations) s WHERE tied[s] <> 0);
BEGIN
    FOR station IN 1..cardinality(tied) LOOP
        IF station = ANY (stations) OR tied[station] = ANY (others) THEN
            tied[station] := number;
        END IF;
    END LOOP;
    RETURN tied;
END $$;

-- The cheapest ring through a place, or nothing; a cell hidden already costs nothing, another one its people. Rows and
-- columns are the stations of Dijkstra's search, a cell is the way between its two.
CREATE OR REPLACE FUNCTION org.ring(sizes integer[], width integer, hides text[], place integer) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    height integer := cardinality(sizes) / width;
    goal integer := org.station_of_column(place, width);
    costs integer[] := array_fill(NULL::integer, ARRAY[width + height]);
    ways integer[] := costs;
    came boolean[] := array_fill(false, ARRAY[width + height]);
    here integer := org.station_of_row(place, width);
    cell integer;
    beyond integer;
    cost integer;
    back integer[] := ARRAY[place];
BEGIN
    costs[here] := 0;
    ways[here] := place;
    WHILE here IS NOT NULL AND here <> goal LOOP
        came[here] := true;
        FOR step IN 0..CASE WHEN here > width THEN width ELSE height END - 1 LOOP
            cell := CASE WHEN here > width THEN (here - width - 1) * width + step + 1
                ELSE step * width + width - here + 1 END;
            beyond := CASE WHEN here > width THEN width - step ELSE width + 1 + step END;
            IF sizes[cell] > 0 AND cell <> place AND NOT came[beyond] THEN
                cost := costs[here] + CASE WHEN hides[cell] <> '' THEN 0 ELSE sizes[cell] END;
                IF costs[beyond] IS NULL OR cost < costs[beyond] OR cost = costs[beyond] AND cell < ways[beyond] THEN
                    costs[beyond] := cost;
                    ways[beyond] := cell;
                END IF;
            END IF;
        END LOOP;
        here := NULL;
        FOR station IN 1..width + height LOOP
            IF NOT came[station] AND (here IS NULL AND costs[station] IS NOT NULL OR costs[station] < costs[here]) THEN
                here := station;
            END IF;
        END LOOP;
    END LOOP;
    IF here IS NULL THEN
        RETURN '{}';
    END IF;
    WHILE ways[here] <> place LOOP
        back := back || ways[here];
        here := CASE WHEN here > width THEN org.station_of_column(ways[here], width)
            ELSE org.station_of_row(ways[here], width) END;
    END LOOP;
    RETURN back;
END $$;

-- In the first row or column, in the order of their first cells, that hides exactly one cell: the next to hide, the
-- one about the fewest people.
CREATE OR REPLACE FUNCTION org.lonely(sizes integer[], width integer, hides text[]) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        WITH cell AS MATERIALIZED (
            SELECT place, sizes[place] AS size, hides[place] <> '' AS hidden,
                (place - 1) / width AS row_, (place - 1) % width AS column_
            FROM generate_series(1, cardinality(sizes)) place WHERE sizes[place] > 0
        ), line AS (
            SELECT 0 AS kind, row_ AS number, min(place) AS first FROM cell GROUP BY row_
            HAVING count(*) FILTER (WHERE hidden) = 1 AND count(*) > 1
            UNION ALL
            SELECT 1, column_, min(place) FROM cell GROUP BY column_
            HAVING count(*) FILTER (WHERE hidden) = 1 AND count(*) > 1
            ORDER BY first, kind LIMIT 1
        )
        SELECT c.place FROM cell c, line l
        WHERE NOT c.hidden AND CASE l.kind WHEN 0 THEN c.row_ ELSE c.column_ END = l.number
        ORDER BY c.size, c.place LIMIT 1);
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
    people uuid[] := org.taught_people();
    answer jsonb;
BEGIN
    PERFORM org.must_hold('trainer');
    WITH who AS MATERIALIZED (
        SELECT person_id, service_id FROM org.taught
    ), newest AS (
        SELECT DISTINCT ON (lesson_id) lesson_id, domain_id FROM org.lesson ORDER BY lesson_id, edition DESC
    ), numbered AS MATERIALIZED (
        -- Each lesson is a bit: what a person is to learn and has learned are two words, and thirty thousand pairs of
        -- a person and a lesson need neither be sorted nor made distinct.
        SELECT lesson_id, domain_id, set_bit(
            repeat('0', (count(*) OVER ())::integer)::varbit, (row_number() OVER ())::integer - 1, 1) AS bits
        -- A final quiz is one more thing to do, of no domain.
        FROM (SELECT lesson_id FROM org.path_lesson UNION SELECT 'quiz/' || path_id FROM org.path WHERE quiz) used
        LEFT JOIN newest USING (lesson_id)
    ), way AS MATERIALIZED (
        SELECT l.path_id, bit_or(n.bits) AS bits
        FROM (SELECT path_id, lesson_id FROM org.path_lesson
            UNION ALL SELECT path_id, 'quiz/' || path_id FROM org.path WHERE quiz) l
        JOIN numbered n USING (lesson_id) GROUP BY l.path_id
    ), part AS MATERIALIZED (
        SELECT domain_id, bit_or(bits) AS bits FROM numbered WHERE domain_id IS NOT NULL GROUP BY domain_id
    ), proposed AS (
        SELECT r.person_id, r.service_id, bit_or(w.bits) AS bits
        FROM org.reached(people, NULL) r LEFT JOIN way w USING (path_id)
        WHERE r.withdrawn_on IS NULL GROUP BY r.person_id, r.service_id
    ), stands AS MATERIALIZED (
        SELECT g.person_id, CASE g.lesson_id WHEN '' THEN 'quiz/' || g.path_id ELSE g.lesson_id END AS lesson_id, g.mode
        FROM org.progress g WHERE g.person_id = ANY (people) AND g.cancelled_on IS NULL
    ), attested AS (
        -- Whom a trainer saw at every lesson of a path, in a room, is not asked for its quiz.
        SELECT s.person_id, 'quiz/' || l.path_id AS lesson_id
        FROM (SELECT DISTINCT person_id, lesson_id FROM stands WHERE mode = 'group') s
        JOIN (SELECT DISTINCT path_id, lesson_id FROM org.path_lesson) l USING (lesson_id)
        GROUP BY s.person_id, l.path_id
        HAVING count(*) = (SELECT count(DISTINCT c.lesson_id) FROM org.path_lesson c WHERE c.path_id = l.path_id)
    ), finished AS (
        SELECT g.person_id, bit_or(n.bits) AS bits
        FROM (SELECT person_id, lesson_id FROM stands UNION ALL SELECT person_id, lesson_id FROM attested) g
        JOIN numbered n USING (lesson_id) GROUP BY g.person_id
    ), told AS MATERIALIZED (
        SELECT p.person_id, p.service_id, p.bits, coalesce(p.bits & f.bits, p.bits # p.bits) AS done
        FROM proposed p LEFT JOIN finished f USING (person_id)
    ), cell AS (
        SELECT t.service_id, d.domain_id, count(*)::integer AS size, sum(bit_count(t.bits & d.bits))::bigint AS of_,
            sum(bit_count(t.done & d.bits))::bigint AS done
        FROM told t JOIN part d ON bit_count(t.bits & d.bits) > 0 GROUP BY t.service_id, d.domain_id
    ), grid AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY org.plain(s.name), s.name, d.position) AS place, s.name, s.size_of,
            coalesce(c.size, 0) AS size, coalesce(c.of_, 0) AS of_, coalesce(c.done, 0) AS done
        FROM (SELECT v.service_id, v.name, count(*) AS size_of FROM who JOIN org.service v USING (service_id)
            GROUP BY v.service_id, v.name) s
        CROSS JOIN org.domain d
        LEFT JOIN cell c ON c.service_id = s.service_id AND c.domain_id = d.domain_id
    ), mask AS MATERIALIZED (
        SELECT org.hidden(coalesce((SELECT array_agg(size ORDER BY place) FROM grid), '{}'),
            (SELECT count(*)::integer FROM org.domain)) AS hides
    ), line AS (
        SELECT name, size_of, min(place) AS first, jsonb_agg(
            CASE WHEN (SELECT hides[place] FROM mask) <> '' THEN
                jsonb_build_object('kind', (SELECT hides[place] FROM mask))
            ELSE org.share(done, of_) END ORDER BY place) AS cells
        FROM grid GROUP BY name, size_of
    ), each AS (
        SELECT person_id, service_id, coalesce(bits = done AND bit_count(bits) > 0, false) AS done FROM told
    )
    SELECT jsonb_build_object(
        'domains', (SELECT coalesce(jsonb_agg(domain_id ORDER BY position), '[]') FROM org.domain),
        'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('service', name, 'people', size_of, 'cells', cells)
            ORDER BY first), '[]') FROM line),
        'summary', (SELECT jsonb_build_object(
            'people', count(*),
            'finished', CASE WHEN count(*) BETWEEN 1 AND 4 THEN '{"kind": "few"}'
                ELSE org.share(count(*) FILTER (WHERE done), count(*)) END,
            'services', count(DISTINCT service_id)) FROM each))
    INTO answer;
    RETURN answer;
END $$;
