-- The column of revision 7 by which people are searched and sorted. Run as coach_owner; never changed again.

-- A name as `coach.org.names.plain` compares it: accents, case and punctuation aside.
CREATE FUNCTION org.plain(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN btrim(regexp_replace(lower(regexp_replace(
        normalize(replace(replace(name, 'œ', 'oe'), 'Œ', 'OE'), NFKD), '[\u0300-\u036f]', '', 'g')),
        '[^[:alnum:]]+', '_', 'g'), '_') COLLATE "C";
END $$;

GRANT EXECUTE ON FUNCTION org.plain(text) TO coach_api;
ALTER TABLE org.person ADD COLUMN search text GENERATED ALWAYS AS (org.plain(name || ' ' || staff_number)) STORED;
CREATE INDEX person_by_search ON org.person (tenant_id, search, staff_number);
GRANT SELECT (search) ON org.person TO coach_api;
