"""Programs that this system does not have, or not with these parts, answering as theirs do."""

import os
import sys
from pathlib import Path

import pytest

# Each keeps what was set in a file beside itself; `stubborn` there makes it forget at once what it is told.
_BEGIN = """#!{python}
import json, os, sys
here = os.path.dirname(os.path.abspath(__file__))
file = os.path.join(here, "values.json")
words = sys.argv[1:]
values = json.load(open(file))
def keep():
    if not os.path.exists(os.path.join(here, "stubborn")):
        json.dump(values, open(file, "w"))
"""

# As Windows prints it in French: only the numbers at the end are the same everywhere.
POWERCFG = """
if words[0] == "/query":
    print("GUID du mode de gestion de l'alimentation : 381b4222-f694-41f0-9685-ff5bb260df2e  (Utilisation normale)")
    print("  GUID du sous-groupe : 7516b95f-f776-4464-8c53-06167f40cc99  (Affichage)")
    print("    GUID du paramètre d'alimentation : 3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e  (Éteindre l'affichage après)")
    print("      Alias de GUID : VIDEOIDLE")
    print("      Paramètre minimal possible : 0x00000000")
    print("      Paramètre maximal possible : 0xffffffff")
    print("      Incrément de paramètre possible : 0x00000001")
    print("    Index actuel du paramètre de courant alternatif : 0x%08x" % values["ac"])
    print("    Index actuel du paramètre de courant continu : 0x%08x" % values["dc"])
elif words[0] in ("/setacvalueindex", "/setdcvalueindex"):
    values["planned " + words[0][4:6]] = int(words[4])
    keep()
elif words == ["/setactive", "SCHEME_CURRENT"]:
    values = {"ac": values.get("planned ac", values["ac"]), "dc": values.get("planned dc", values["dc"])}
    keep()
else:
    sys.exit(1)
"""

# As xset 1.2.4 prints it on a display that can save power.
XSET = """
if words == ["q"]:
    print("Screen Saver:")
    print("  prefer blanking:  %s    allow exposures:  yes" % ("yes" if values["blank"] else "no"))
    print("  timeout:  %d    cycle:  %d" % (values["timeout"], values["cycle"]))
    print("DPMS (Display Power Management Signaling):")
    print("  Standby: %d    Suspend: %d    Off: %d" % (values["standby"], values["suspend"], values["off"]))
    print("  DPMS is %s" % ("Enabled" if values["dpms"] else "Disabled"))
    if values["dpms"]:
        print("  Monitor is On")
    sys.exit()
while words:
    word = words.pop(0)
    if word == "s" and words[0].isdigit():
        values["timeout"], values["cycle"] = int(words.pop(0)), int(words.pop(0))
    elif word == "s":
        values["blank"] = int(words.pop(0) == "blank")
    elif word == "dpms":
        values["standby"], values["suspend"], values["off"] = (int(words.pop(0)) for _ in range(3))
        values["dpms"] = 1
    else:
        values["dpms"] = int(word == "+dpms")
keep()
"""

# A key under a dconf lock.
GSETTINGS_LOCKED = """
if words[0] == "get":
    print("uint32 900")
elif words[0] == "writable":
    print("false")
else:
    sys.exit("The key is not writable")
"""


def stand_in(folder: Path, name: str, body: str, monkeypatch: pytest.MonkeyPatch, values: str = "{}") -> Path:
    """Put a program of this name first on the PATH; returns the file that holds its values as JSON."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(_BEGIN.format(python=sys.executable) + body, "utf-8")
    program.chmod(0o755)
    (folder / "values.json").write_text(values, "utf-8")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONIOENCODING", "cp850:replace")
    return folder / "values.json"
