"""`coach-mailbox`: a process of its own that notices large attachments in Drafts and Sent, over IMAP.

The agent starts it while its sensor is on and never loads it: TLS alone would double the agent's weight.

Why not imaplib: it trusts the server. A literal is read whole whatever length the server claims, lines go up to
one megabyte, untagged answers pile up without a limit, the last ten lines are kept in a log of its own (file
names among them, which the consent card says are forgotten at once), and IDLE is missing before Python 3.14. What
is needed here is ten commands, so they stand here, with a limit on all that a server may send.
"""

# What `coach mailbox secret` returns where nobody need ask it again. It stands here because that program has no TLS.
NOTHING_KEPT = 3
