"""The switches of all sensors, kept as soon as they are moved; used by Confidentialité and Réglages."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach import policy, study
from coach.app.erasing import ask_to_erase_noticed
from coach.app.option_rows import keep
from coach.app.page import Page
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.consent_card import ConsentCard
from coach.sensors import Sensor, sensors
from coach.settings import NudgeSetting
from coach.study import Me, addons, own_data
from coach.words import _

# The sensors that only an add-on tells.
_ADDONS = frozenset({"tabs", "mail"})


def is_on(me: Me, name: str) -> bool:
    """Whether the person has switched a sensor on, having read the card as it stands today."""
    choice = me.settings.nudges.get(name, NudgeSetting())
    return choice.on and choice.text >= sensors()[name].text_version


def offered(me: Me) -> dict[str, Sensor]:
    """The sensors that have a card here, by name."""
    return {name: sensor for name, sensor in sensors().items() if _has_card(me, name, sensor)}


def _has_card(me: Me, name: str, sensor: Sensor) -> bool:
    # What is on can be switched off, wherever its source has gone.
    return me.policy.offers(name) and (sensor.here is None or is_on(me, name) or sensor.here())


def held(me: Me, name: str) -> str:
    """Why a sensor cannot be switched, or nothing."""
    return me.policy.why_not(name)


def missing(me: Me, name: str) -> str:
    """What a sensor that an add-on tells lacks on this computer, or nothing."""
    if name not in _ADDONS or any(one.connected for one in addons.serving(name, me.policy.webmail)):
        return ""
    return _(
        "Its add-on is not connected on this computer."
        " Your IT department can do it with the command “coach\u00a0addons\u00a0install”."
    )


class Consents(QWidget):
    """A card per sensor. Switching off offers to erase what was noticed."""

    def __init__(self, page: Page, *, thresholds: bool = False) -> None:
        super().__init__()
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(12))
        self.cards = {name: ConsentCard(name, sensor) for name, sensor in offered(page.shell.me).items()}
        for name, card in self.cards.items():
            card.switch.chosen.connect(lambda on, name=name: self._switched(name, on=on))
            if thresholds:
                for key, row in card.offer_thresholds().items():
                    setting = f"nudges.{name}.{key}"
                    row.choice.chosen.connect(
                        lambda amount, setting=setting, row=row: self._threshold(setting, row.raw(amount))
                    )
            column.addWidget(card)
        self._left = self._offer()
        column.addWidget(self._left)
        self._left.hide()

    def _offer(self) -> QWidget:
        panel = Panel("info", "info", "", _("What was noticed before is still on this computer."))
        erase = Button(_("Erase it"), "quiet", name=_("Erase what was noticed before"))
        erase.clicked.connect(lambda: ask_to_erase_noticed(self._page))
        layout = panel.layout()
        assert layout is not None
        layout.addWidget(erase)
        return panel

    def show_state(self, me: Me) -> None:
        """Show what holds now."""
        for name, card in self.cards.items():
            card.switch.show_value(is_on(me, name))
            card.hold(held(me, name))
            card.say_missing(missing(me, name))
            _show_thresholds(me, name, card)
        if not own_data.looked_at(datetime.now(UTC)) and not own_data.reminders(datetime.now(UTC)):
            self._left.hide()

    def _switched(self, name: str, *, on: bool) -> None:
        now = datetime.now(UTC)
        keep(self._page, lambda: study.consent(name, on, now))
        noticed = own_data.looked_at(now) or own_data.reminders(now)
        self._left.setVisible(not on and bool(noticed))

    def _threshold(self, setting: str, raw: int) -> None:
        now = datetime.now(UTC)
        keep(self._page, lambda: study.change_setting(setting, str(raw), now))


def _show_thresholds(me: Me, name: str, card: ConsentCard) -> None:
    rows, sensor, least = card.thresholds, card.sensor, me.policy.thresholds
    if "threshold" in rows:
        raw = policy.threshold(name, sensor.threshold.default, me.own, me.policy)
        rows["threshold"].show_threshold(raw, least.get(name, 0))
    if "many" in rows and sensor.many is not None:
        own = me.own.nudges.get(name, NudgeSetting()).many
        raw = policy.threshold_many(name, sensor.many.threshold.default, own, me.policy)
        rows["many"].show_threshold(raw, least.get(f"{name}_many", 0))
