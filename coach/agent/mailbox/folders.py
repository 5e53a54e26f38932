"""Which of a server's folders are Drafts and Sent: by what it says of them (RFC 6154), else by the usual names."""

import re

DRAFTS, SENT = "drafts", "sent"
_LIST = re.compile(rb'\* LIST \(([^()]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (.+)\Z', re.IGNORECASE | re.DOTALL)
# What may stand without quotes; anything else would let a server put commands into our mouth.
_ATOM = re.compile(rb"[!#-'+-\[\]^-z|}~]+\Z")
_QUOTED = re.compile(rb'"(?:[^"\\\r\n\0]|\\["\\])*"\Z')
# The accents are in IMAP's own alphabet (RFC 3501, 5.1.3).
_USUAL = {
    DRAFTS: (b"drafts", b"draft", b"brouillons"),
    SENT: (
        b"sent", b"sent items", b"sent messages", b"sent mail",
        b"envoy&aok-s", b"messages envoy&aok-s", b"&amk-l&aok-ments envoy&aok-s", b"courrier envoy&aok-",
    ),
}  # fmt: skip

Listed = tuple[bytes, bytes]


def listed(line: bytes) -> Listed | None:
    """Flags in small letters and name, ready to be sent back, of one LIST answer; None for another one."""
    found = _LIST.match(line)
    if found is None or not (_ATOM.match(found[2]) or _QUOTED.match(found[2])):
        return None
    return found[1].lower(), found[2]


def chosen(folders: list[Listed], use: str) -> bytes | None:
    """The folder for a use, `DRAFTS` or `SENT`; None if there is none."""
    flag = b"\\" + use.encode()
    for flags, name in folders:
        if flag in flags.split():
            return name
    usual = _USUAL[use]
    known = {_last(name): name for flags, name in folders if b"\\noselect" not in flags.split()}
    return next((known[name] for name in usual if name in known), None)


def _last(name: bytes) -> bytes:
    """A folder's own name in small letters, without the folders it stands in."""
    return re.split(rb"[./]", name.strip(b'"'))[-1].lower()
