-- Whom a trainer or HR may see. Run as coach_api.

CREATE OR REPLACE FUNCTION org.holds(wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM org.role_grant WHERE person_id = org.me() AND role = wanted AND revoked_at IS NULL);
END $$;

-- Whether a trainer's or HR's grant covers the whole organisation.
CREATE OR REPLACE FUNCTION org.sees_all() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM org.role_grant
        WHERE person_id = org.me() AND role IN ('trainer', 'hr') AND service_id IS NULL AND revoked_at IS NULL);
END $$;

-- The services that a role covers, those below included.
CREATE OR REPLACE FUNCTION org.scope(wanted text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    granted bigint[] := (
        SELECT array_agg(coalesce(service_id, 0)) FROM org.role_grant
        WHERE person_id = org.me() AND role = wanted AND revoked_at IS NULL);
BEGIN
    IF 0 = ANY (granted) THEN
        RETURN QUERY SELECT service_id FROM org.service;
    ELSE
        RETURN QUERY SELECT DISTINCT descendant FROM org.service_scope WHERE ancestor = ANY (granted);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION org.services_in_scope() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT org.scope('trainer') UNION SELECT org.scope('hr');
END $$;

CREATE OR REPLACE FUNCTION org.people_in_scope() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT person_id FROM org.person WHERE service_id IN (SELECT org.services_in_scope());
END $$;

-- Likewise of one role: what somebody may do counts by the role that allows it, not by another one held besides.
CREATE OR REPLACE FUNCTION org.people_under(wanted text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT person_id FROM org.person WHERE service_id IN (SELECT org.scope(wanted));
END $$;

-- Cohorts with somebody in scope.
CREATE OR REPLACE FUNCTION org.cohorts_in_scope() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT cohort_id FROM org.cohort_member WHERE person_id IN (SELECT org.people_in_scope());
END $$;

-- Every service and cohort that somebody is in or was in: a path proposed then may still be finished.
CREATE OR REPLACE FUNCTION org.my_services() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT service_id FROM org.posting WHERE person_id = org.me();
END $$;

CREATE OR REPLACE FUNCTION org.my_cohorts() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT cohort_id FROM org.cohort_member WHERE person_id = org.me();
END $$;
