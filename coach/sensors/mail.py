"""The large attachment about to leave, told by the add-on of the mail program or of the browser."""

from coach.domain.text import N_, counted
from coach.sensors._sensor import ManyPeople, Sensor, Texts, Threshold, Unit

SENSOR = Sensor(
    # Megabytes of 10^6 bytes, as everywhere here.
    unit=Unit(counted("{n} MB", "{n} MB")),
    every=60,
    look=None,
    sources={
        "addon": N_("weight of attachments and number of recipients, told by the mail program's add-on"),
        "webmail": N_("weight of the files chosen or dropped in webmail, told by the browser's add-on"),
    },
    reads=N_(
        "Looks at the weight of attachments and counts the recipients. In webmail, looks only at the weight"
        " of the files you choose or drop."
    ),
    never_reads=N_("Keeps neither names, nor addresses, nor text."),
    threshold=Threshold(5, 1, 100, N_("Weight from which an attachment is worth a reminder before sending.")),
    many=ManyPeople(5, Threshold(2, 1, 100, N_("Weight that counts for a message to more than 5 people."))),
    texts=Texts(
        name=N_("Large attachments"),
        title=(N_("This attachment is {n} MB."),),
        title_many=N_("This attachment is {n} MB, for {people} people."),
        recent=N_("A large attachment was about to leave."),
        body=N_("A link avoids the copies: “{lesson}”, {minutes} min."),
        refuse=N_("Send as is"),
        town="sharing_tool",
        town_body=N_("{town} Lesson: “{lesson}”."),
    ),
)
