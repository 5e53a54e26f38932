"""The sentences the agent says by itself: English here, in the person's language in the brief.

Keys are what the code names; values are message ids. Without a brief the agent speaks these. What goes to the
log alone is not translated: its reader is whoever supports the desk.
"""

from coach.domain.text import N_

SENTENCES = {
    "runs": N_("The reminders already run in this session."),
    "started": N_("The reminders run. Ctrl+C ends them."),
    "ended": N_("The reminders have ended."),
    "no_display": N_("The reminders have nothing to watch or to speak to here. {reason}"),
    "broke": N_("The reminders have ended because of a fault of the program: {reason}"),
    "usage": N_("Write: coach agent, or coach agent --once."),
    "no_folder": N_("The reminders cannot keep their files in {folder}: {reason}"),
    "all_off": N_("Every reminder is off: nothing is looked at."),
    "blind": N_("{sensor}: nothing can be seen here. {reason}"),
    "bridge": "An add-on was not understood: {reason}.",
    "fell": "{sensor}: looking failed ({reason}), so it rests until tomorrow.",
    "no_channel": "No program shows notifications here ({reason}): look in “Recent reminders”.",
    "no_open": "The window could not be opened: {reason}",
    "no_journal": "The agent’s files cannot be written, so no reminder can be shown: {reason}",
    "old_brief": "The agent’s file brief.json cannot be read, so every reminder is off: {reason}",
    "would": N_("{sensor}: would show “{title}” {body}"),
    "would_note": N_("{sensor}: would only add “{title}” to “Recent reminders”."),
    "would_not": N_("{sensor}: would show nothing. {why}"),
    "told": N_("{sensor}: another program notices this, an add-on or the mailbox’s watcher."),
    "title": N_("Responsible digital coach: reminders"),
    "active": N_("Reminders on"),
    "paused_hour": N_("Paused until {hour}"),
    "paused_tomorrow": N_("Paused until tomorrow"),
    "paused_monday": N_("Paused until Monday"),
    "paused_day": N_("Paused until {day}"),
    "pause_hour": N_("Pause for 1 hour"),
    "pause_day": N_("Pause for today"),
    "pause_week": N_("Pause for this week"),
    "resume": N_("Resume now"),
    "recent": N_("Recent reminders"),
    "open": N_("Open the coach"),
    "quit": N_("Quit"),
    "nothing_seen": N_("There is nothing to notice."),
    "natural_pause": N_("It waits for a natural pause: from 13:00 to 14:30, or after 16:30."),
    # Why nothing is shown, by the names of coach.domain.nudge.Why.
    "off": N_("It is off."),
    "forbidden": N_("Your administrator has switched it off."),
    "learnt": N_("It is learnt and set: there is nothing left to say."),
    "below": N_("The threshold is not reached."),
    "paused": N_("The reminders are paused."),
    "quiet-hours": N_("These are your quiet hours."),
    "resting": N_("You said “not now” twice, so it rests for two weeks."),
    "shown-today": N_("It was shown today already."),
    "enough-today": N_("Two reminders were shown today already."),
    "full-screen": N_("A window fills the screen, or a presentation runs."),
    "in-call": N_("A microphone is in use, so you may be in a call."),
    "do-not-disturb": N_("Your desktop is set to “do not disturb”."),
}

# The add-ons' own small page, for browsers and mail programs whose notifications bear no buttons.
PAGE = {
    "gesture": N_("Note the gesture in my notebook"),
    "webmail": N_("Weigh attachments in webmail too?"),
    "webmail_reads": N_("On {site}, only the weight of the files you choose or drop is read."),
    "allow": N_("Allow it on this site"),
}
