"""The pauses that a person may give to the reminders; each ends by itself."""

from datetime import datetime, time, timedelta


def pauses(now: datetime) -> dict[str, datetime]:
    """Ends of the pauses on offer: an hour, today, this week until Monday.

    Args:
        now: aware, in the person's time zone.
    """
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    monday = datetime.combine(now.date() + timedelta(days=7 - now.weekday()), time(), now.tzinfo)
    return {"hour": now + timedelta(hours=1), "day": tomorrow, "week": monday}
