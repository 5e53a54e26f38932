"""The organisation's server: the PostgreSQL store that holds every right, the gateway, administration."""
