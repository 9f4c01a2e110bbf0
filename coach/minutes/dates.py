"""Days as Dutch people say them, resolved against the day of the meeting; what names no day stays words."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from coach.errors import BadInput
from coach.minutes.numbers import (
    CARDINALS,
    DAYS,
    DAYS_SHORT,
    MONTHS,
    MONTHS_SHORT,
    ORDINALS,
    alternatives,
    month_number,
    number,
    year,
)

_N = rf"(?:\d{{1,2}}|{alternatives(CARDINALS)})"
_D = rf"(?:\d{{1,2}}(?:e|de|ste)?|{alternatives(ORDINALS)}|{alternatives(CARDINALS)})"
_O = rf"(?:\d{{1,2}}(?:e|de|ste)|{alternatives(ORDINALS)})"
_DAY, _MONTH = alternatives(DAYS), alternatives(MONTHS)
_SHORT, _MON = alternatives(DAYS_SHORT), rf"(?:{alternatives(tuple(MONTHS_SHORT))})\b\.?"
_YEAR = r"(?:20\d\d|tweeduizend\s?[a-zë]+)"
_PART = r"(?:\s?(?:ochtend|middag|avond))?"
# After "de veertiende" one of these follows, or nothing: "de veertiende bijeenkomst" is no day.
_AFTER_DAY = (
    r"(?=\s*(?:[.,;:!?)…—–]|$|(?:om|en|of|in|bij|dan|is|was|kan|komt|ook|weer|ja|hè|toch|toe|al|nog|zijn|lukt|past|"
    r"wel|niet|denk|maar|want|heb|ben|zit|ga|moet|uur|aan|van|voor|met|stuur|bel|mail|'s|’s|'s|weet|klaar|"
    r"iedereen|we|"
    r"wij|ik|goed|prima)\b))"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<iso>20\d\d-\d\d-\d\d)"),
    ("numeric", r"(?P<nd>\d{1,2})\s?[-/]\s?(?P<nm>\d{1,2})(?:\s?[-/]\s?(?P<ny>20\d\d))?(?![\d-])"),
    (
        "named",
        rf"(?:(?:{_DAY}|(?:{_SHORT})\.?(?=\s+\d)){_PART}\s+)?(?:de\s+)?(?P<day>{_D})\s+(?P<month>{_MONTH}|{_MON})(?:\s+(?P<year>{_YEAR}))?",
    ),
    ("week_day", rf"(?:volgende|komende)\s+week\s+(?P<wd1>{_DAY})|(?P<wd2>{_DAY}){_PART}\s+volgende\s+week"),
    ("day_in_weeks", rf"(?P<wd3>{_DAY}){_PART}\s+over\s+(?P<dw>{_N})\s+we(?:ek|ken)"),
    ("in_weeks_day", rf"over\s+(?P<dw2>{_N})\s+we(?:ek|ken)\s+(?:op\s+)?(?P<wd4>{_DAY})"),
    ("ordinal", rf"(?:(?P<wd5>{_DAY}){_PART}\s+(?:de\s+)?|\bde\s+)(?P<ord>{_O}){_AFTER_DAY}"),
    (
        "in_days",
        rf"(?P<about>ongeveer\s+|een\s+)?\bover\s+(?P<n>{_N})\s+(?P<unit>dag|dagen|week|weken|maand|maanden)\b",
    ),
    ("next_day", rf"volgende\s+(?P<wd6>{_DAY})"),
    ("week_day_only", rf"(?:(?:aanstaande|komende|deze|a\.s\.)\s+)?(?P<wd7>{_DAY}){_PART}(?:\s+aanstaande)?"),
    ("near", r"(?P<near>overmorgen|morgen(?:ochtend|middag|avond)?|vandaag|vanmiddag|vanavond)"),
    (
        "vague",
        r"(?P<vague>(?:na|voor|vóór|in|tot)\s+(?:de\s+|het\s+)?(?:\w+)?(?:vakantie|kerst|pasen|pinksteren|zomer|"
        r"weekend|"
        rf"weekeinde|jaarwisseling)|(?:volgende|komende|deze)\s+(?:week|maand)|(?:eind|begin|half|medio|"
        rf"in)\s+(?:{_MONTH})|"
        r"(?:aan\s+het\s+)?(?:eind|einde|begin)\s+van\s+de\s+(?:week|maand)|(?:voor|tegen|"
        r"tot)\s+(?:de\s+)?volgende\s+"
        r"(?:keer|bijeenkomst|intervisie)|(?:de\s+)?volgende\s+(?:keer|bijeenkomst|intervisie)|binnenkort|"
        r"zo snel mogelijk|(?:over|binnen)\s+(?:een\s+paar|enkele|"
        rf"{_N})\s+(?:dagen|weken|maanden|week|maand)|in het nieuwe jaar|elke\s+\w+|iedere\s+\w+)",
    ),
)
_ANY = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{name}>{form})" if name not in {"iso", "near", "vague"} else form
                                          for name, form in _FORMS) + r")(?!\w)", re.IGNORECASE)  # fmt: skip
_LEAD = re.compile(r"(?:(?:uiterlijk|voor|vóór|op|tegen|vanaf|tot|rond|per)\s+)+$", re.IGNORECASE)
_DENIED = re.compile(r"\bniet\s+(?:op\s+)?$", re.IGNORECASE)
_MENDED = re.compile(
    r"\b(?:nee|neen|sorry|wacht|pardon|ik bedoel|correctie|of eigenlijk|eh nee|wordt)\b|->|=>|→", re.IGNORECASE
)
_TODAY = re.compile(
    r"\bvandaag\b|\bhet is\b|\bwe zijn hier\b|\bbijeenkomst van\b|\bwelkom\b|\bintervisie van\b|\bdatum\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(r"\b(?:op|voor|tot|sinds|vanaf|van|per|na|over|in|tegen|uiterlijk)\s+$", re.IGNORECASE)
_YEAR_ANYWHERE = re.compile(rf"\b{_YEAR}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A mention: the words, the day when it follows, and where in the text (code points). `denied`: "niet de …"."""

    said: str
    day: date | None
    start: int
    end: int
    denied: bool = False


def find(text: str, meeting: date | None) -> list[Day]:
    """Every mention of a day in the order of the text. Days that depend on the meeting need `meeting`."""
    days: list[Day] = []
    anchor: date | None = None
    for match in _ANY.finditer(text):
        lead = _LEAD.search(text, max(0, match.start() - 40), match.start())
        start = lead.start() if lead else match.start()
        denied = bool(_DENIED.search(text[max(0, start - 20) : start]))
        said = re.sub(r"^(?:op|per)\s+", "", text[start : match.end()], flags=re.IGNORECASE)
        day = _in_same_month(match, anchor, meeting) or _resolve(match, meeting)
        anchor = day or anchor
        days.append(Day(said, day, start, match.end(), denied))
    return days


def _in_same_month(match: re.Match[str], anchor: date | None, meeting: date | None) -> date | None:
    """ "11 februari … nee, de achttiende" stays in February."""
    if anchor is None or meeting is None or not match["ordinal"]:
        return None
    found = _make(anchor.year, anchor.month, number(match["ord"]))
    fits = match["wd5"] is None or (found and found.weekday() == DAYS.index(match["wd5"].lower()))
    return found if found and found > meeting and fits else None


def names_a_date(said: str) -> bool:
    """Whether the words name a day of the calendar ("de veertiende", "21 januari"), not only a day of the week."""
    match = _ANY.search(said)
    return bool(match and (match["iso"] or match["numeric"] or match["named"] or match["ordinal"]))


def settled(text: str, meeting: date | None) -> Day | None:
    """The day a text ends on: the last one after a correction, else the first; denied days do not count."""
    days = [day for day in find(text, meeting) if not day.denied]
    if not days:
        return None
    for before, after in reversed(list(pairwise(days))):
        if _MENDED.search(text[before.end : after.start]):
            return after
    exact = [day for day in days if day.day]
    return (exact or days)[0]


def meeting_date(text: str) -> date | None:
    """The first full day in a header, else a day whose year stands elsewhere in the same text."""
    return _first_full(text, None)


def spoken_meeting_date(text: str, year_elsewhere: int | None) -> date | None:
    """The day of the meeting when a sentence says so ("vandaag, dinsdag drie november")."""
    if _TODAY.search(text):
        return _first_full(text, year_elsewhere)
    # "Goed, woensdag 18 november 2026, onze vierde bijeenkomst": a full day that stands by itself
    match = next((m for m in _ANY.finditer(text) if m["named"] and m["year"]), None)
    alone = match and not _DEPENDS.search(text[max(0, match.start() - 12) : match.start()])
    return _calendar(match, None) if match and alone else None


def day_given(text: str | None) -> date | None:
    """A day somebody fills in as 2026-12-10; nothing gives None. Raises BadInput for another form."""
    if not (text and text.strip()):
        return None
    found = _iso(text.strip()) if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()) else None
    if found is None:
        raise BadInput("Schrijf de datum van de bijeenkomst als 2026-12-10.", code="bad_date")
    return found


def full_date(text: str, year_elsewhere: int | None) -> date | None:
    """The first day with a month, in the year it names or the one given."""
    return _first_full(text, year_elsewhere)


def any_year(text: str) -> int | None:
    """The first year (2000 to 2099) named in a text."""
    match = _YEAR_ANYWHERE.search(text)
    return year(match.group(0)) if match else None


def _first_full(text: str, year_elsewhere: int | None) -> date | None:
    known = any_year(text) or year_elsewhere
    for match in _ANY.finditer(text):
        if match["iso"] or match["numeric"] or match["named"]:
            found = _calendar(match, known)
            if found:
                return found
    return None


def _calendar(match: re.Match[str], known_year: int | None) -> date | None:
    """A day with day and month; without a year of its own it takes `known_year`."""
    if match["iso"]:
        return _iso(match["iso"])
    if match["numeric"]:
        stated = int(match["ny"]) if match["ny"] else known_year
        return _make(stated, int(match["nm"]), int(match["nd"]))
    stated = (year(match["year"]) if match["year"] else None) or known_year
    return _make(stated, month_number(match["month"]), number(match["day"]))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _make(y: int | None, month: int, day: int | None) -> date | None:
    if y is None or day is None:
        return None
    try:
        return date(y, month, day)
    except ValueError:
        return None


def _resolve(match: re.Match[str], meeting: date | None) -> date | None:
    if match["iso"] or match["numeric"] or match["named"]:
        return _upcoming(match, meeting)
    if meeting is None or match["vague"]:
        return None
    if match["near"]:
        return meeting + timedelta(days=_near(match["near"].lower()))
    if match["in_days"]:
        return None if match["about"] else _in_days(meeting, match["n"], match["unit"].lower())
    if match["ordinal"]:
        return _ordinal(meeting, number(match["ord"]), match["wd5"])
    return _weekday(match, meeting)


def _near(word: str) -> int:
    return 2 if word == "overmorgen" else 1 if word.startswith("morgen") else 0


def _upcoming(match: re.Match[str], meeting: date | None) -> date | None:
    """Without a year: this year, or the next when the day has passed."""
    found = _calendar(match, meeting.year if meeting else None)
    stated = match["iso"] or match["ny"] or match["year"]
    if found and meeting and not stated and found < meeting:
        return _make(found.year + 1, found.month, found.day)
    return found


def _in_days(meeting: date, count: str, unit: str) -> date | None:
    n = number(count) or 0
    if unit.startswith("dag"):
        return meeting + timedelta(days=n)
    if unit.startswith("we"):
        return meeting + timedelta(weeks=n)
    month = meeting.month - 1 + n
    y, m = meeting.year + month // 12, month % 12 + 1
    return date(y, m, min(meeting.day, monthrange(y, m)[1]))


def _ordinal(meeting: date, day: int | None, weekday: str | None) -> date | None:
    """The first such day after the meeting; with a weekday, the first of four months on which both are true."""
    for ahead in range(5):
        month = meeting.month - 1 + ahead
        found = _make(meeting.year + month // 12, month % 12 + 1, day)
        if found and found > meeting and (weekday is None or found.weekday() == DAYS.index(weekday.lower())):
            return found
    return None


def _weekday(match: re.Match[str], meeting: date) -> date | None:
    name = next(match[f"wd{n}"] for n in (1, 2, 3, 4, 6, 7) if match[f"wd{n}"])
    wanted = DAYS.index(name.lower())
    monday = meeting - timedelta(days=meeting.weekday())
    if match["week_day"]:
        return monday + timedelta(weeks=1, days=wanted)
    if match["in_weeks_day"]:
        return monday + timedelta(weeks=number(match["dw2"]) or 0, days=wanted)
    if match["day_in_weeks"]:
        return meeting + timedelta(days=(wanted - meeting.weekday()) % 7, weeks=number(match["dw"]) or 0)
    ahead = (wanted - meeting.weekday() - 1) % 7 + 1
    if match["next_day"] and wanted > meeting.weekday():
        return None  # "volgende vrijdag", said on a Tuesday: people mean either Friday
    return meeting + timedelta(days=ahead)
