"""Sessions shown on another computer's screen, which is not this desk's to notice or to set.

Whoever shows the session keeps the screen: X2Go, NoMachine, VNC, XRDP and SSH name themselves in the
environment, logind notes the rest (systemd-logind, `REMOTE=1` in its file of the session). On Windows:
SM_REMOTESESSION, and SESSIONNAME, which Citrix begins with ICA- and Remote Desktop with RDP-.
"""

import os
import sys

_NAMED = (
    "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "XRDP_SESSION", "X2GO_SESSION", "NXSESSIONID", "VNCDESKTOP",
    "CITRIX_SESSION_ID",
)  # fmt: skip
_SESSIONS = "/run/systemd/sessions"
_SM_REMOTESESSION = 0x1000


def is_remote(sessions: str = _SESSIONS) -> bool:
    """Whether this session's screen is another computer's; `sessions`: logind's folder."""
    if sys.platform == "win32":
        return _on_windows()
    if any(os.environ.get(name) for name in _NAMED):
        return True
    host = os.environ.get("DISPLAY", "").rpartition(":")[0]
    # On macOS XQuartz names a socket there.
    if host not in ("", "unix") and not host.startswith("/"):
        return True
    return _logind_says_so(sessions)


def _logind_says_so(sessions: str) -> bool:
    name = os.environ.get("XDG_SESSION_ID", "")
    if not name.isalnum():
        return False
    try:
        with open(f"{sessions}/{name}", "rb") as file:
            return b"REMOTE=1" in file.read(4096).splitlines()
    except OSError:
        return False


def named_by_windows(name: str) -> bool:
    """Whether a SESSIONNAME is one of Remote Desktop or Citrix."""
    return name.upper().startswith(("RDP-", "ICA-"))


def _on_windows() -> bool:
    if sys.platform == "win32":
        import ctypes

        told = bool(ctypes.windll.user32.GetSystemMetrics(_SM_REMOTESESSION))
        return told or named_by_windows(os.environ.get("SESSIONNAME", ""))
    return False
