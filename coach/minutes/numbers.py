"""Dutch numbers as words, for days, weeks, hours and years."""

import re

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
_ORDINAL_ODD = {"eerste": 1, "derde": 3, "achtste": 8}
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


# as people write them down; days only in front of a number, since "zo" and "do" are words too
MONTHS_SHORT = {
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
DAYS_SHORT = ("ma", "di", "wo", "do", "vr", "za", "zo")


def month_number(word: str) -> int:
    """1 to 12 for the name of a month or its abbreviation."""
    word = word.lower().rstrip(".")
    return MONTHS_SHORT.get(word) or MONTHS.index(word) + 1


def _cardinals() -> dict[str, int]:
    words = {word: n for n, word in enumerate((*_UNITS, *_TEENS), 1)} | {"één": 1} | _TENS
    for ten, value in _TENS.items():
        for n, unit in enumerate(_UNITS, 1):
            words[f"{unit}{'ën' if unit in {'twee', 'drie'} else 'en'}{ten}"] = value + n
    return words


CARDINALS = _cardinals()
ORDINALS = _ORDINAL_ODD | {
    word + ("ste" if n >= 20 else "de"): n
    for word, n in CARDINALS.items()
    if n <= 31 and n not in _ORDINAL_ODD.values() and word != "één"
}


def alternatives(words: dict[str, int] | tuple[str, ...]) -> str:
    """A regular expression of these words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def number(word: str) -> int | None:
    """14, "14e", "veertien" or "veertiende" as a number; None for anything else."""
    word = word.lower().strip()
    if match := re.fullmatch(r"(\d{1,4})(?:e|de|ste)?", word):
        return int(match.group(1))
    return CARDINALS.get(word, ORDINALS.get(word))


def year(words: str) -> int | None:
    """2026 or "tweeduizend zesentwintig" as a year between 2000 and 2099."""
    words = words.lower().strip()
    if re.fullmatch(r"20\d\d", words):
        return int(words)
    match = re.fullmatch(r"tweeduizend\s*(\w+)", words)
    rest = CARDINALS.get(match.group(1)) if match else None
    return 2000 + rest if rest else None
