"""The thing a sentence is about, for "die" and "het" in the next."""

import re

from coach.minutes import verbs

_I = re.IGNORECASE
_TOPIC = re.compile(
    r"\b(?P<np>(?:de|het|dat|die|een|onze|mijn) [^\W\d]{3,}(?: (?:over|voor|van|met|uit|bij) (?:(?:de|het|een|die|"
    r"dat) )?"
    r"[^\W\d]{3,})?)(?=\s*(?:[,?.!]|$|\b(?:hebben|nodig|nog|wel|dan|ook|\w+en)\b))",
    _I,
)
_TOPIC_FIRST = re.compile(
    r"^(?:(?:en|dan|oké|fijn|top|mooi|goed|o ja)\W+)*(?P<np>(?:de|het|dat|die|onze) \w{3,}(?: \w+){0,5})(?:\?|"
    r", (?:wie|waar|hoe)\b)",
    _I,
)
_NO_TOPIC = verbs.word_set("""
keer week dag volgende eerste tweede laatste had heb hebben was zou kan wil moet doe doet gaat ga beetje vraag
""")


def topic(text: str) -> str | None:
    """The last thing a sentence names ("En het register, wie doet dat?" -> "het register"), for "die" and "het"."""
    if match := _TOPIC_FIRST.match(text):
        return match["np"][:1].lower() + match["np"][1:]
    found = [match["np"] for match in _TOPIC.finditer(text) if not _no_thing(match["np"].split()[1].lower())]
    return found[-1][:1].lower() + found[-1][1:] if found else None


def _no_thing(word: str) -> bool:
    return word in _NO_TOPIC or bool(re.fullmatch(r"ge\w+[dt]", word))  # "is dat gebeurd?"
