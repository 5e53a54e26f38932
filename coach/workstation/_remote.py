"""Whether this session is shown on another computer, whose screen is out of our reach."""

import os
import sys

_SM_REMOTESESSION = 0x1000
_SESSIONS = "/run/systemd/sessions"
# X2Go, NoMachine, VNC, XRDP, Citrix and SSH name themselves there.
_NAMED = (
    "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "XRDP_SESSION", "X2GO_SESSION", "NXSESSIONID", "VNCDESKTOP",
    "CITRIX_SESSION_ID",
)  # fmt: skip


def remote(sessions: str = _SESSIONS) -> bool:
    """Remote desktop, SSH, or a display of another computer; `sessions`: folder in which logind notes them."""
    if sys.platform == "win32":
        import ctypes

        named = os.environ.get("SESSIONNAME", "").upper().startswith(("RDP-", "ICA-"))
        return named or bool(ctypes.windll.user32.GetSystemMetrics(_SM_REMOTESESSION))
    if any(os.environ.get(name) for name in _NAMED):
        return True
    return os.environ.get("DISPLAY", "").rpartition(":")[0] not in ("", "unix") or _noted(sessions)


def _noted(sessions: str) -> bool:
    name = os.environ.get("XDG_SESSION_ID", "")
    if not name.isalnum():
        return False
    try:
        with open(f"{sessions}/{name}", "rb") as file:
            return b"REMOTE=1" in file.read(4096).splitlines()
    except OSError:
        return False
