-- Who is there. Run as coach_door: the only role that reads tokens, codes and the seal.
--
-- The gateway's own SQL could set coach.person to anybody. So what `enter` sets is sealed, for this transaction of
-- this connection; without the right seal nobody is there and no policy shows a row.

-- Asked some seventy times a synchronisation, always by a function below: it changes neither role nor path itself.
CREATE OR REPLACE FUNCTION org.sealed(tenant text, person text, device text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    key bytea := (SELECT secret FROM org.seal);
BEGIN
    RETURN encode(sha256(key || sha256(key || convert_to(
        concat_ws('|', tenant, person, device, pg_backend_pid(), extract(epoch FROM transaction_timestamp())),
        'UTF8'))), 'hex');
END $$;

CREATE OR REPLACE FUNCTION org.me() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN coalesce(current_setting('coach.seal', true) = org.sealed(
        current_setting('coach.tenant', true), current_setting('coach.person', true),
        current_setting('coach.device', true)), false) THEN current_setting('coach.person')::uuid END;
END $$;

CREATE OR REPLACE FUNCTION org.tenant() RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN coalesce(current_setting('coach.seal', true) = org.sealed(
        current_setting('coach.tenant', true), current_setting('coach.person', true),
        current_setting('coach.device', true)), false) THEN current_setting('coach.tenant')::integer END;
END $$;

-- Nothing for somebody who came in by a login.
CREATE OR REPLACE FUNCTION org.device() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN coalesce(current_setting('coach.seal', true) = org.sealed(
        current_setting('coach.tenant', true), current_setting('coach.person', true),
        current_setting('coach.device', true)), false) THEN nullif(current_setting('coach.device'), '')::uuid END;
END $$;

-- A version as a desk tells its own, such as 0.3.1; empty for what is none: it is shown on a terminal.
CREATE OR REPLACE FUNCTION org.told_version(client text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN client ~ '^[0-9A-Za-z.+-]{1,40}$' THEN client ELSE '' END;
END $$;

-- A trainer's name for those to whom the trainer proposes a path.
CREATE OR REPLACE FUNCTION org.name_of(who uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT name FROM org.person WHERE person_id = who AND tenant_id = org.tenant());
END $$;

-- How many people a cohort has, those included whom a trainer may not see.
CREATE OR REPLACE FUNCTION org.members_of(wanted uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM org.cohort_member m JOIN org.person p USING (person_id)
        WHERE m.cohort_id = wanted AND m.tenant_id = org.tenant() AND NOT m.removed AND p.left_on IS NULL);
END $$;

CREATE OR REPLACE FUNCTION org.let_in(tenant integer, person uuid, device text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('coach.tenant', tenant::text, true),
        set_config('coach.person', person::text, true),
        set_config('coach.device', device, true),
        set_config('coach.seal', org.sealed(tenant::text, person::text, device), true);
END $$;

-- What only coach_door may call: these make somebody be there.
REVOKE EXECUTE ON FUNCTION org.sealed(text, text, text), org.let_in(integer, uuid, text) FROM PUBLIC;
