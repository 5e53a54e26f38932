"""What an organisation does: its people and groups, paths proposed, who has finished, and exports of that."""

from coach.org.assigning import (
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
from coach.org.enrolment import Change, Plan, apply, compare, may_import, plan, read_people
from coach.org.errors import FileThere, SessionNotKept
from coach.org.groups import (
    change_cohort,
    cohorts,
    create_cohort,
    everybody,
    find_group,
    groups,
    reach,
)
from coach.org.path_editing import (
    Kept,
    PathNotKept,
    TownPath,
    save_path,
    town_folder,
    town_paths,
    undo_path,
)
from coach.org.people_file import PeopleFile
from coach.org.query import Filters, Query
from coach.org.records import Exported, ExportLine, Preview, Target, export, history, preview
from coach.org.rights import ROLES, may
from coach.org.server import address
from coach.org.sessions import record_session, sessions, undo_session
from coach.org.shapes import (
    Assigned,
    Cell,
    Group,
    Held,
    Kind,
    Member,
    Proposal,
    Session,
    Shown,
    Standing,
    State,
    Status,
    Summary,
    Team,
    TeamRow,
)
from coach.org.sign_in_sheet import save_sign_in_sheet, sign_in_sheet
from coach.org.standing import standing
from coach.org.team import team

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
    "Held",
    "Kept",
    "Kind",
    "Member",
    "PathNotKept",
    "PeopleFile",
    "Plan",
    "Preview",
    "Proposal",
    "Query",
    "Session",
    "SessionNotKept",
    "Shown",
    "Standing",
    "State",
    "Status",
    "Summary",
    "Target",
    "Team",
    "TeamRow",
    "TownPath",
    "address",
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
    "may_import",
    "plan",
    "plan_sentence",
    "preview",
    "reach",
    "read_people",
    "record_session",
    "restore",
    "save_path",
    "save_sign_in_sheet",
    "sessions",
    "sign_in_sheet",
    "standing",
    "status",
    "team",
    "town_folder",
    "town_paths",
    "undo_assign",
    "undo_path",
    "undo_session",
    "withdraw",
]
