"""What French typography asks of a text on a screen."""

import re

NBSP = "\u00a0"
# An address, an hour, a placeholder with a colon and a piece of a lesson's file are not sentences.
APART = re.compile(r"## \w+ <id>: |\w+://\S*|\d{1,2}:\d{2}|\{[^{}]*\}|!\[|\bCOACH_\w+|`[^`]*`")
RULES = {
    "a straight apostrophe": re.compile(r"(?<=\w)'(?=\w)"),
    "a straight quotation mark": re.compile(r'"'),
    "no no-break space before : ; ? ! %": re.compile(
        rf"(?<=[^\s{NBSP}:;?!.(\[«])[:;?!%](?![\w/])|[ \t][:;?!%]"
    ),
    "no no-break space inside « »": re.compile(rf"«(?!{NBSP})|(?<!{NBSP})»"),
    "a narrow no-break space, which the typeface lacks": re.compile("\u202f"),
    "three points in the place of …": re.compile(r"\.\.\."),
    "two spaces": re.compile(r"\S  +\S"),
}


def faults_of_french(text: str) -> list[str]:
    """Each rule that a text breaks, with the text."""
    said = APART.sub("x", text)
    return [f"{rule}: {text}" for rule, broken in RULES.items() if broken.search(said)]
