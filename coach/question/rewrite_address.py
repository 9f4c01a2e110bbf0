"""Three ways to address somebody: "je", "u", and the Flemish "ge" with verb forms of its own (zijt, hebt, zoudt)."""

import re
from typing import Literal

Address = Literal["je", "u", "ge"]

_GE = re.compile(r"\b(ge|gij|gijzelf|hebde|zoude|hadde|zulde)\b")
_U = re.compile(r"\b(u|uw|uwe|uzelf)\b")
_JE = re.compile(r"\b(je|jij|jou|jouw|jezelf)\b")
_ASIDE = re.compile(
    r"\bbij ons (?:zou|moet|moest|mag|krijg|kan|ben|had|heb|ga|kun|staat|stond) je\b"
)  # "je" for anybody
_WORD = re.compile(r"[\w'-]+")
# The finite verb before "u" as subject, and how it is said before "ge". Others stay as they are.
_VERBS = {
    "bent": "zijt", "heeft": "hebt", "was": "waart", "had": "hadt", "zou": "zoudt", "kon": "kondt", "zal": "zult",
    "ging": "gingt", "zag": "zaagt", "kan": "kunt", "kwam": "kwaamt", "is": "zijt", "mag": "moogt",
    "vond": "vondt", "keek": "keekt", "deed": "deedt", "stond": "stondt",
}  # fmt: skip
# After these "u" is what somebody or something does it to: "wat houdt u bezig".
_TO_YOU = frozenset({"houdt", "hield", "kost", "kostte", "geeft", "gaf", "raakt", "raakte", "helpt", "hielp", "over"})
_FINITE = re.compile(r"(?:t|te|de|zag|had|was|zou|ging|deed|kon|vond|stond|kwam|zal|kan|mag|riep|keek)$")
_NO_VERBS = frozenset(
    {"met", "uit", "met.", "niet", "het", "dat", "wat", "contact", "tot", "dit", "de", "rust", "samen", "dezelfde"}
)


def address_of(low: str) -> Address:
    """How a folded text addresses somebody; "je" when it does not."""
    if _GE.search(low):
        return "ge"
    return "u" if _U.search(low) and not _JE.search(_ASIDE.sub("", low)) else "je"


def in_flemish(polite: str) -> str:
    """A question with "u" as subject, as it is said with "ge"; "u" as object and "uw" are the same in both."""
    words = polite.split(" ")
    for i in range(1, len(words)):
        before = words[i - 1]
        bare = words[i].rstrip("?,")
        if bare == "u" and _subject(before, i):
            words[i] = "ge" + words[i][1:]
            words[i - 1] = _VERBS.get(before, before)
        elif bare == "zich" and "ge" in words[:i]:
            words[i] = "u" + words[i][4:]
        elif bare == "u" and before in ("als", "of", "dat", "toen"):
            words[i] = "ge" + words[i][1:]
    return " ".join(words)


def _subject(before: str, i: int) -> bool:
    return i > 1 and before not in _TO_YOU | _NO_VERBS and bool(_FINITE.search(before))
