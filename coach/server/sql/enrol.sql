-- The doors: a token, a login that the gateway vouches for, a one-time code. Run as coach_door.

-- Who comes with a token: {"device", "person", "public_key", "min_client"}, or null for a token nobody has (401).
CREATE OR REPLACE FUNCTION api_v1.enter(token_sha256 bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known record;
BEGIN
    SELECT d.device_id, d.public_key, p.person_id, p.tenant_id, t.min_client INTO known
    FROM org.device d JOIN org.person p USING (person_id) JOIN org.tenant t ON t.tenant_id = p.tenant_id
    WHERE d.token_sha256 = enter.token_sha256 AND d.revoked_on IS NULL AND p.left_on IS NULL;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM org.let_in(known.tenant_id, known.person_id, known.device_id::text);
    RETURN jsonb_build_object(
        'device', known.device_id,
        'person', known.person_id,
        'public_key', encode(known.public_key, 'base64'),
        'min_client', known.min_client);
END $$;

-- Who comes with a login that an OIDC or Kerberos front has checked: the same without a device, or null.
-- Closed until the organisation says {"vouched_logins": true}.
CREATE OR REPLACE FUNCTION api_v1.enter_login(tenant text, login text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known record;
BEGIN
    SELECT p.person_id, p.tenant_id, t.min_client INTO known
    FROM org.person p JOIN org.tenant t USING (tenant_id)
    WHERE t.name = enter_login.tenant AND t.settings @> '{"vouched_logins": true}'
        AND lower(p.login) = lower(enter_login.login) AND p.login <> '' AND p.left_on IS NULL;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM org.let_in(known.tenant_id, known.person_id, '');
    RETURN jsonb_build_object('person', known.person_id, 'min_client', known.min_client);
END $$;

-- A new device for whoever holds a one-time code, or with an empty code for whoever is there by a login.
-- Answers {"device", "token", "person"}, or null for a code that is wrong, used or too old. The token is told once;
-- only its hash is kept. `public_key` is base64 of 32 bytes.
CREATE OR REPLACE FUNCTION api_v1.enrol(code text, public_key text, client text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid := CASE WHEN code = '' THEN org.me() ELSE org.use_code(code) END;
    town integer := (SELECT tenant_id FROM org.person WHERE person_id = who AND left_on IS NULL);
    -- Two UUIDs are 244 bits of the system's own chance.
    token text := translate(encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')), 'base64'),
        '+/=', '-_');
    made uuid := gen_random_uuid();
BEGIN
    IF town IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO org.device (device_id, tenant_id, person_id, public_key, token_sha256, app_version)
    VALUES (made, town, who, decode(public_key, 'base64'), sha256(convert_to(token, 'UTF8')),
        org.told_version(client));
    INSERT INTO org.chain (device_id, chain, tenant_id) VALUES (made, 1, town);
    PERFORM org.let_in(town, who, made::text);
    RETURN jsonb_build_object('device', made, 'token', token, 'person', org.told(who));
EXCEPTION WHEN invalid_parameter_value OR check_violation THEN
    RAISE EXCEPTION 'not a public key' USING ERRCODE = '22023';
END $$;

-- Takes a code once; how people type it (dashes, spaces, small letters) makes no difference.
CREATE OR REPLACE FUNCTION org.use_code(code text) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid;
BEGIN
    UPDATE org.code c SET used_at = now()
    WHERE c.sha256 = sha256(convert_to(upper(regexp_replace(use_code.code, '[^[:alnum:]]', '', 'g')), 'UTF8'))
        AND c.used_at IS NULL AND c.expires_at > now()
    RETURNING c.person_id INTO who;
    RETURN who;
END $$;

-- Whether the server lives, for the health page: reads nothing of anybody.
CREATE OR REPLACE FUNCTION api_v1.health() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT 'ok' $$;

REVOKE EXECUTE ON FUNCTION org.use_code(text) FROM PUBLIC;
