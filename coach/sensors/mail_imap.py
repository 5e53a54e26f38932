"""The large attachment in Drafts or Sent, told by a process of its own that asks the mail server (IMAP)."""

from coach.domain.text import N_, counted
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit, Watch


def _watch(threshold: int) -> Watch:
    from coach.sensors._mail_process import Process

    return Process()


SENSOR = Sensor(
    # Megabytes of 10^6 bytes, as everywhere here.
    unit=Unit(counted("{n} MB", "{n} MB")),
    every=300,
    look=None,
    watch=_watch,
    sources={"imap": N_("structure of drafts and sent messages, told by the mail server")},
    reads=N_(
        "Reads the structure of drafts and sent messages on the mail server: sizes; names of files are"
        " forgotten at once."
    ),
    # The one server of the policy, which the trace checks by its address and port.
    asks={"net:*": "on the mail server"},
    never_reads=N_("Asks for neither addresses, nor subjects, nor text, and counts no recipients."),
    threshold=Threshold(5, 1, 100, N_("Weight from which an attachment is worth a reminder.")),
    moment="mail",
    texts=Texts(
        name=N_("Large attachments, seen on the mail server"),
        title=(N_("This attachment is {n} MB."),),
        recent=N_("A large attachment was in a draft or a sent message."),
        body=N_("A link avoids the copies: “{lesson}”, {minutes} min."),
        town="sharing_tool",
        town_body=N_("{town} Lesson: “{lesson}”."),
    ),
)
