"""A microphone in use, in Windows' own registry; and what else Windows says of a desk where nothing goes on."""

from tests.wine.conftest import WindowsDesk

BEGIN = """
import winreg
from coach import remote_session
from coach.sensors import _idle_windows, _microphone

def put(name, start, stop):
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _microphone._CONSENTS + name) as key:
        winreg.SetValueEx(key, "LastUsedTimeStart", 0, winreg.REG_QWORD, start)
        winreg.SetValueEx(key, "LastUsedTimeStop", 0, winreg.REG_QWORD, stop)
    print(_microphone.in_use())
"""


def test_a_use_without_an_end_is_a_microphone_in_use(windows: WindowsDesk) -> None:
    told = windows.code(
        BEGIN
        + """
print(_microphone.in_use())
put("\\\\Packaged_8we", 133, 134)
put("\\\\NonPackaged\\\\C:#Program Files#Réunion.exe", 133, 134)
put("\\\\NonPackaged\\\\C:#Program Files#Appel.exe", 135, 0)
put("\\\\NonPackaged\\\\C:#Program Files#Appel.exe", 135, 136)
put("\\\\Packaged_8we", 137, 0)
put("\\\\Packaged_8we", 137, 138)
"""
    )
    assert told.split() == ["False", "False", "False", "True", "False", "True", "False"]


def test_a_still_desk_excuses_no_absence(windows: WindowsDesk) -> None:
    told = windows.code(
        BEGIN + "print(remote_session.is_remote(), _idle_windows.excused(), _idle_windows.busy())"
    )
    assert told.split() == ["False", "False", "False"]
