"""Réglages, the reminders: switches, thresholds, quiet hours, pause, and the start with the session."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach import handover, places, study
from coach.app.pages.settings import SettingsPage
from coach.app.widgets.button import Button
from coach.app.widgets.controls import Choice, Toggle
from coach.app.widgets.dialog import Confirm
from coach.app.window import Window
from coach.domain.pause import pauses
from coach.settings import NudgeSetting
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says, until, widgets
from tests.gui.settings_page import FROM, IDLE, page, started

__all__ = ["page", "started"]


def test_the_session_starts_the_agent_only_while_the_switch_is_on(
    window: Window, page: SettingsPage, desk: Desk, started: list[bool]
) -> None:
    entry = desk.root / "config" / "autostart" / f"{places.FOLDER}.desktop"
    assert not entry.exists()
    press(window, "Start with the session")
    assert entry.exists()
    assert started == [True]
    press(window, "Start with the session")
    assert not entry.exists()
    assert started == [True]


def test_quiet_hours_are_chosen_from_a_list(window: Window, page: SettingsPage, desk: Desk) -> None:
    begin = named(window, Choice, "Quiet hours begin")
    begin.setCurrentIndex(begin.findData("17:30"))
    assert desk.settings().quiet_start == "17:30"


def test_an_unusual_hour_from_the_command_line_is_shown(window: Window, desk: Desk) -> None:
    desk.set(quiet_end="07:41")
    window.go("settings")
    assert named(window, Choice, "Quiet hours end").currentText() == "07:41"
    assert desk.settings().quiet_end == "07:41"


def test_a_switched_reminder_reaches_the_agent_at_once(
    window: Window, page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    named(window, Toggle, IDLE).click()
    assert desk.settings().nudges["idle"].on
    until(qtbot, lambda: bool(handover.brief_stamp()) and handover.read_brief().rules["idle"].on)
    named(window, Toggle, IDLE).click()
    until(qtbot, lambda: not handover.read_brief().rules["idle"].on)


def test_a_consent_to_an_older_card_counts_as_off(window: Window, desk: Desk) -> None:
    desk.set(nudges={"idle": NudgeSetting(on=True, chosen_on="2026-01-01", text=0)})
    window.go("settings")
    assert not named(window, Toggle, IDLE).isChecked()


def test_switching_off_offers_to_erase_what_was_noticed(window: Window, desk: Desk, qtbot: QtBot) -> None:
    now = datetime.now(UTC).astimezone()
    study.consent("idle", True, now)
    handover.look_noted("idle.x11", now)
    window.go("settings")
    offers = [
        one for one in widgets(window, Button) if one.accessibleName() == "Erase what was noticed before"
    ]
    assert offers == []
    named(window, Toggle, IDLE).click()
    press(window, "Erase what was noticed before")
    press(named(window, Confirm, "Erase your observations?"), "Erase my observations")
    until(qtbot, lambda: not handover.sources_looked_at(now))
    until(qtbot, lambda: "Erased" in says(window))


def test_a_threshold_is_asked_in_the_unit_that_people_read(
    window: Window, page: SettingsPage, desk: Desk
) -> None:
    choice = named(window, Choice, FROM)
    assert choice.currentText() == "5 minutes"
    choice.setCurrentIndex(choice.findText("10 minutes"))
    assert desk.settings().nudges["idle"].threshold == 600
    assert not desk.settings().nudges["idle"].on


def test_the_pause_ends_by_itself_and_can_be_ended(window: Window, page: SettingsPage, desk: Desk) -> None:
    named(window, Button, "Pause for 1 hour").setFocus()
    press(window, "Pause for 1 hour")
    until_ = datetime.fromisoformat(desk.settings().paused_until)
    assert timedelta(minutes=58) < until_ - datetime.now(UTC) <= timedelta(hours=1)
    assert "Reminders rest until" in says(page)
    assert window.focusWidget() is named(window, Button, "Resume the reminders now")
    press(window, "Resume the reminders now")
    assert desk.settings().paused_until == ""
    assert named(window, Button, "Pause for today").isEnabled()


def test_a_pause_that_is_over_is_not_shown(window: Window, desk: Desk) -> None:
    desk.set(paused_until="2020-01-01T00:00+00:00")
    window.go("settings")
    assert "rest until" not in says(window.page)


def test_pauses_end_with_the_hour_the_day_and_the_week() -> None:
    friday = datetime(2026, 11, 27, 15, 20, tzinfo=UTC)
    assert pauses(friday) == {
        "hour": datetime(2026, 11, 27, 16, 20, tzinfo=UTC),
        "day": datetime(2026, 11, 28, tzinfo=UTC),
        "week": datetime(2026, 11, 30, tzinfo=UTC),
    }
    monday = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert pauses(monday)["week"] == datetime(2026, 12, 7, tzinfo=UTC)


def test_a_threshold_below_the_policys_is_not_on_offer(window: Window, desk: Desk) -> None:
    desk.policy("[thresholds]\nidle = 1200\n")
    window.go("settings")
    choice = named(window, Choice, FROM)
    assert choice.currentText() == "20 minutes"
    assert choice.itemText(0) == "20 minutes"


def test_the_wheel_changes_nothing_on_its_way(window: Window, page: SettingsPage, desk: Desk) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    choice = named(window, Choice, "Quiet hours begin")
    at = QPointF(choice.rect().center())
    event = QWheelEvent(
        at,
        QPointF(choice.mapToGlobal(at.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert desk.settings().quiet_start == "18:00"
