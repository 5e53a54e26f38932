"""What `coach verify` says of the documents of a finished path: what they tell, what that proves and what not."""

from typing import TYPE_CHECKING

from coach.words import _, day

if TYPE_CHECKING:
    from coach.domain.attestation import Attestation
    from coach.proof.badge import Badge


def told(file: str, key: str, *, sealed: bool) -> bool:
    """Say what a document is; False if the file is none. `key`: id of the key that must have signed, if not empty.

    Raises:
        NotProven: it was changed, or signed with another key.
    """
    from coach.proof import checking
    from coach.proof.errors import NotProven

    found = checking.check(file)
    if found is None:
        return False
    if found.badge is not None:
        _badge(file, found.badge, key)
        return True
    if key and not sealed:
        raise NotProven(file=file, reason=_("nobody signed it: there is no seal beside it."))
    if found.attestation is None:
        sentence = _("{file} is the line of attestation {number}, unchanged since it was made.")
        print(sentence.format(file=file, number=found.line))
    else:
        _attestation(found.attestation, alike=found.alike)
    if found.attestation is not None and found.attestation.organisation is None:
        print(_("It is the person’s own statement: no organisation can confirm it."))
    elif not sealed:
        print(
            _(
                "Nobody signed this file: whoever knows how could have made one like it. To be sure, ask human"
                " resources to issue the number again: the same number gives the same document."
            )
        )
    print(_not_told())
    return True


def _attestation(one: "Attestation", *, alike: bool) -> None:
    from coach.proof.wording import told as wording

    said = wording(one)
    print(f"{said.title} {one.number}")
    print(said.lead)
    for part in said.parts[:2]:
        for label, words in part.facts:
            print(_("{label}: {words}").format(label=label, words=words))
    if alike:
        print(_("Unchanged since it was made: this program writes the very same document from these facts."))
    else:
        print(
            _(
                "Unchanged since it was made, by another version of the program: compare what you read there with the"
                " facts above."
            )
        )


def _badge(file: str, one: "Badge", key: str) -> None:
    from coach.org.keys import key_id
    from coach.proof.errors import NotProven

    own = key_id(one.key)
    if key and key != own:
        raise NotProven(file=file, reason=_("it was signed with another key, {key}.").format(key=own))
    facts = {"title": one.title, "day": day(one.on), "organisation": one.organisation, "number": one.number}
    print(_("An Open Badge: “{title}”, {day}, {organisation}, attestation {number}.").format(**facts))
    print(_("Signed with the key {key} ({did}); nothing was changed since.").format(key=own, did=one.did))
    print(
        _(
            "It does not prove whose the key is: compare its id with the one that human resources give. It names"
            " nobody: the attestation of that number does."
        )
    )
    print(_not_told())


def _not_told() -> str:
    return _("A file cannot know what was cancelled after it was made: human resources can tell.")
