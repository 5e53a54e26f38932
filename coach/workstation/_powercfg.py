"""Windows: the display's sleep times of the power plan in use, plugged in (ac) and on battery (dc)."""

import re
import sys

from coach.workstation._ask import UnansweredError, ask
from coach.workstation._way import Values

_SETTING = ("SCHEME_CURRENT", "SUB_VIDEO", "VIDEOIDLE")
_POLICY = r"Software\Policies\Microsoft\Power\PowerSettings\3C0BC021-C8A8-4E07-A973-6B14CBCB2B7E"
# The two last numbers are what holds, whatever the language of the words before them.
_VALUE = re.compile(r"\b0x([0-9a-fA-F]{8})\s*$", re.MULTILINE)


class Powercfg:
    """The way of Windows. A power plan is the computer's, not the person's."""

    name = "powercfg"
    everybody = True
    fleeting = False

    def read(self) -> Values:
        """`ac` and `dc`."""
        found = _VALUE.findall(ask("powercfg", "/query", *_SETTING))
        if len(found) < 2:
            raise UnansweredError("powercfg")
        return {"ac": int(found[-2], 16), "dc": int(found[-1], 16)}

    def held(self) -> bool:
        """Whether a group policy sets one of the two."""
        if sys.platform == "win32":
            import winreg

            for name in ("ACSettingIndex", "DCSettingIndex"):
                try:
                    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _POLICY) as key:
                        winreg.QueryValueEx(key, name)
                except OSError:
                    continue
                return True
        return False

    def seconds(self, values: Values) -> int:
        """Plugged in, as most desks are."""
        return values["ac"]

    def wanted(self, seconds: int, before: Values) -> Values:
        """Both; a shorter time on battery stays."""
        return {"ac": seconds, "dc": min(seconds, before["dc"] or seconds)}

    def put(self, values: Values) -> None:
        """Write both into the plan, then make the plan hold: that alone applies them."""
        for name in ("ac", "dc"):
            ask("powercfg", f"/set{name}valueindex", *_SETTING, str(values[name]))
        ask("powercfg", "/setactive", "SCHEME_CURRENT")
