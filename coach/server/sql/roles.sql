-- Who is who. Four roles, none of which a person logs in as:
--   coach_owner    owns every table; the administration works as this role
--   coach_api      runs the functions of api_v1: limited grants, no table of its own, row-level security applies
--   coach_door     runs the few functions that say who is there: tokens, codes, the seal
--   coach_gateway  logs in for the gateway; may call the functions of api_v1 and nothing else
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['coach_owner', 'coach_api', 'coach_door', 'coach_gateway'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
        END IF;
        -- Whoever installs works as these roles; a superuser may do so anyway.
        IF wanted <> 'coach_gateway' AND NOT pg_catalog.pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
        END IF;
    END LOOP;
END $$;

ALTER ROLE coach_gateway LOGIN;
-- A session that hangs holds back nobody; an export that needs longer says so for its own transaction.
ALTER ROLE coach_gateway SET statement_timeout = '30s';
ALTER ROLE coach_gateway SET idle_in_transaction_session_timeout = '60s';
-- Compiling a query takes longer than any of ours.
ALTER ROLE coach_gateway SET jit = off;

DO $$
DECLARE
    here text := current_database();
BEGIN
    -- Temporary tables could fill the disk, or stand in the place of ours.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', here);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO coach_gateway, coach_owner', here);
    EXECUTE format('GRANT CREATE ON DATABASE %I TO coach_owner', here);
    -- So could large objects, which everybody may make unless told otherwise.
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid),
            pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;
    END IF;
END $$;

SET LOCAL ROLE coach_owner;
CREATE SCHEMA IF NOT EXISTS org;
CREATE SCHEMA IF NOT EXISTS api_v1;
REVOKE ALL ON SCHEMA org, api_v1 FROM PUBLIC;
GRANT USAGE ON SCHEMA org TO coach_api, coach_door;
GRANT USAGE ON SCHEMA api_v1 TO coach_gateway, coach_api, coach_door;
RESET ROLE;
