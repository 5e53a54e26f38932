"""The light process: it sleeps, notices, decides by one rule, and shows a nudge. No Qt, no database."""
