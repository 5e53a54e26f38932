-- The months of org.event, made ahead. Run as coach_owner, so that the partitions are its own.

CREATE OR REPLACE FUNCTION org.first_id(day date) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(extract(epoch FROM day)::bigint * 1000), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the months that are missing from the one of `since` on; returns how many it made.
CREATE OR REPLACE FUNCTION org.add_partitions(since date, months integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    month date := date_trunc('month', since);
    partition text;
    made integer := 0;
BEGIN
    FOR i IN 1..months LOOP
        partition := 'event_' || to_char(month, 'YYYY_MM');
        IF to_regclass('org.' || partition) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE org.%I PARTITION OF org.event FOR VALUES FROM (%L) TO (%L)',
                partition, org.first_id(month), org.first_id((month + interval '1 month')::date));
            -- Nobody is granted a partition; should somebody be, no row is shown either.
            EXECUTE format('ALTER TABLE org.%I ENABLE ROW LEVEL SECURITY', partition);
            EXECUTE format('ALTER TABLE org.%I FORCE ROW LEVEL SECURITY', partition);
            EXECUTE format('CREATE POLICY administration ON org.%I TO coach_owner USING (true)', partition);
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;
