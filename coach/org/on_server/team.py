"""The trainer's table as the server has counted and masked it."""

from coach.content.library import Library
from coach.org.on_server.answers import Row, count, row, rows, text, texts
from coach.org.server import Server, reading
from coach.org.shapes import Cell, Shown, Summary, Team, TeamRow


def team(there: Server, shelf: Library) -> Team:
    """The table; a domain that this desk does not know keeps the server's name."""
    told = there.ask("team")
    titles = {domain.id: domain.title for domain in shelf.label.domains}
    with reading(there):
        domains = tuple(titles.get(one, one) for one in texts(told["domains"]))
        found = tuple(_row(one, len(domains)) for one in rows(told["rows"]))
        return Team(domains, found, _summary(row(told["summary"])))


def _row(told: Row, width: int) -> TeamRow:
    cells = tuple(_cell(one) for one in rows(told["cells"]))
    if len(cells) != width:
        raise ValueError(cells)
    return TeamRow(text(told, "service"), count(told["people"]), cells)


def _cell(told: Row) -> Cell:
    kind = Shown(told["kind"])
    if kind is not Shown.SHARE:
        return Cell(kind)
    share = count(told["share"])
    if share > 100:
        raise ValueError(share)
    return Cell(kind, share)


def _summary(told: Row) -> Summary:
    return Summary(count(told["people"]), _cell(row(told["finished"])), count(told["services"]))
