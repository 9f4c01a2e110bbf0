"""A time of day as people say it, as "HH:MM"."""

import re

from coach.minutes.numbers import CARDINALS, alternatives, number

_N = rf"(?:\d{{1,2}}|{alternatives({w: n for w, n in CARDINALS.items() if n <= 24})})"
_CLOCK = re.compile(r"(?<![\d-])([01]?\d|2[0-3])[.:]([0-5]\d)(?:\s*uur)?(?![\d-])")
_SPOKEN = re.compile(
    rf"\b(?:(?P<half>half)|(?P<part>kwart|vijf|tien)\s+(?P<side>voor|over)(?P<mid>\s+half)?|(?P<at>om|tot|"
    rf"vanaf))\s+(?P<h1>{_N})"
    rf"(?:\s+uur)?\b|\b(?P<h2>{_N})\s+uur\b",
    re.IGNORECASE,
)
_EVENING = re.compile(r"['’]s? ?s?\s*(?:avonds|middags)|\bavond|\bmiddag|\bnamiddag", re.IGNORECASE)
_MORNING = re.compile(r"ochtend|morgens", re.IGNORECASE)
_PARTS = {"kwart": 15, "vijf": 5, "tien": 10}


def find_time(text: str) -> str | None:
    """The first time of day in a text.

    Twelve-hour words become the hour at which groups meet: one to seven is afternoon or evening unless a morning is
    named, eight to twelve morning unless an evening or afternoon is.
    """
    if match := _CLOCK.search(text):
        return f"{int(match.group(1)):02d}:{match.group(2)}"
    match = _SPOKEN.search(text)
    return _spoken(match, text) if match else None


def _spoken(match: re.Match[str], text: str) -> str | None:
    hour = number(match["h1"] or match["h2"])
    if hour is None or hour > 24:
        return None
    minutes = hour * 60
    if match["half"] or match["mid"]:
        minutes -= 30
    if match["part"]:
        shift = _PARTS[match["part"].lower()]
        minutes += shift if match["side"].lower() == "over" else -shift
    minutes = minutes + 720 if minutes < 720 and _after_noon(minutes, text) else minutes
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _after_noon(minutes: int, text: str) -> bool:
    if _MORNING.search(text):
        return False
    return minutes < 8 * 60 or bool(_EVENING.search(text))
