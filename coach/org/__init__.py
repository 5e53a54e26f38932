"""What an organisation does: its people and groups, paths proposed, who has finished, and exports of that."""

from coach.org.assigning import (
    Assigned,
    Member,
    Proposal,
    State,
    Status,
    assign,
    assignments,
    find_path,
    plan_sentence,
    restore,
    status,
    undo_assign,
    withdraw,
)
from coach.org.days import day
from coach.org.enrolment import Change, Plan, apply, compare, plan, read_people
from coach.org.errors import FileThere
from coach.org.groups import (
    Group,
    Kind,
    change_cohort,
    cohorts,
    create_cohort,
    everybody,
    find_group,
    groups,
    reach,
)
from coach.org.people_file import PeopleFile
from coach.org.records import Exported, ExportLine, Filters, Preview, export, history, preview
from coach.org.rights import ROLES, may
from coach.org.team import Cell, Shown, Summary, Team, TeamRow, team

__all__ = [
    "ROLES",
    "Assigned",
    "Cell",
    "Change",
    "ExportLine",
    "Exported",
    "FileThere",
    "Filters",
    "Group",
    "Kind",
    "Member",
    "PeopleFile",
    "Plan",
    "Preview",
    "Proposal",
    "Shown",
    "State",
    "Status",
    "Summary",
    "Team",
    "TeamRow",
    "apply",
    "assign",
    "assignments",
    "change_cohort",
    "cohorts",
    "compare",
    "create_cohort",
    "day",
    "everybody",
    "export",
    "find_group",
    "find_path",
    "groups",
    "history",
    "may",
    "plan",
    "plan_sentence",
    "preview",
    "reach",
    "read_people",
    "restore",
    "status",
    "team",
    "undo_assign",
    "withdraw",
]
