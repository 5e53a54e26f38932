-- The last word on api_v1: the gateway may call each of its functions, nobody else may. Run as the installer.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA api_v1 FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA api_v1 TO coach_gateway;
