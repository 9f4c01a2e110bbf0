"""Bare notes: labels such as "Afspraak:" open an item, and the lines after a bare label belong to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coach.minutes import dates
from coach.minutes.commitments import third_person
from coach.minutes.labels import split
from coach.minutes.method_names import named
from coach.minutes.model import Agreement, LearnedByPeer, Line, NextMeeting, Transcript
from coach.minutes.people import People
from coach.minutes.speech import first_upper
from coach.minutes.times import find_time

_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s*")
_PARTS = re.compile(r"\s+[-–—|/]\s+|\s*;\s*")
_STRUCK = re.compile(r"~~|\b(?:vervalt|vervallen|doorgestreept|niet meer|toch niet|grapje)\b", re.IGNORECASE)
_ROLE = {
    "facilitator": r"begeleid\w*|gespreksleid\w*|voorzitter",
    "case_presenter": r"inbreng\w*|casus",
    "minutes_taker": r"notul\w*|verslag",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One line under an item of the minutes; `item` is None for a loose line."""

    item: str | None
    text: str
    turn: int


def labelled(transcript: Transcript) -> Iterator[Note]:
    """The lines of notes with the item each belongs to."""
    section: str | None = None
    for turn in transcript.turns:
        item, rest = split(turn.text)
        bullet = bool(_BULLET.match(turn.text))
        if item:
            section = item if not rest else None
            if rest:
                yield Note(item, rest, turn.number)
        else:
            section = section if bullet or section in {"agreements", "themes", "evaluation"} else None
            yield Note(section, _BULLET.sub("", turn.text).strip(), turn.number)


def first_line(notes: list[Note], item: str) -> Line | None:
    """The first line under an item."""
    return next((Line(first_upper(note.text), (note.turn,)) for note in notes if note.item == item), None)


def lines(notes: list[Note], item: str) -> tuple[Line, ...]:
    """Every line under an item."""
    return tuple(Line(first_upper(note.text), (note.turn,)) for note in notes if note.item == item)


def words(notes: list[Note], item: str) -> tuple[Line, ...]:
    """A list of keywords, each with its line ("werkdruk, grenzen stellen")."""
    return tuple(
        Line(part.strip(" ."), (note.turn,))
        for note in notes
        if note.item == item
        for part in re.split(r",|;|\s/\s|\ben\b(?=[^,]*$)", note.text)
        if part.strip(" .")
    )


def learned_by_peers(notes: list[Note]) -> tuple[LearnedByPeer, ...]:
    """What the others learned; notes do not say who, unless the line does, and then it stays in the line."""
    return tuple(LearnedByPeer(None, line.text, line.sources) for line in lines(notes, "learned_by_peers"))


def agreements(notes: list[Note], people: People, meeting: date | None) -> tuple[Agreement, ...]:
    """Who does what from lines under "Afspraken"; a struck line, or one without somebody who does it, is left out."""
    found = (_agreement(note, people, meeting) for note in notes if note.item == "agreements")
    return tuple(agreement for agreement in found if agreement)


def _agreement(note: Note, people: People, meeting: date | None) -> Agreement | None:
    text = note.text
    if _STRUCK.search(text) or text.endswith("?"):
        return None
    who, rest = _actor(text, people)
    if who is None:
        return None
    day = dates.settled(rest, meeting)
    task = third_person(rest) or _PARTS.sub(" ", rest)
    for mention in reversed(dates.find(task, meeting)):
        task = task[: mention.start] + task[mention.end :]
    task = re.sub(r"\s+", " ", re.sub(r"\(\s*\)", "", task)).strip(" ,.:;-–()")
    if not task:
        return None
    return Agreement(who, task, day.day if day else None, day.said if day else None, (note.turn,))


def _actor(text: str, people: People) -> tuple[str | None, str]:
    """The name or "allen" in front of the task, or alone between signs behind it."""
    if match := re.match(r"(?:iedereen|allen|allemaal|we|wij|de groep)\b[\s:–-]*", text, re.IGNORECASE):
        return "allen", text[match.end() :]
    for match in re.finditer(r"[A-ZÀ-Ý][\w'’-]+", text):
        label = people.label(match.group(0))
        alone = match.start() == 0 or text[: match.start()].rstrip()[-1:] in {"(", "-", "–", ":", "/", ";"}
        if label and alone:
            before, after = text[: match.start()].rstrip(" (-–:/;"), text[match.end() :].lstrip(" )-–:,")
            return label, f"{before} {after}".strip()
    return None, text


def next_meeting(notes: list[Note], people: People, meeting: date | None) -> NextMeeting:
    """Day, time, method and roles from the lines under "Volgende keer"."""
    found = NextMeeting()
    mine = [note for note in notes if note.item == "next_meeting"]
    if not mine:
        return found
    text = " \n ".join(note.text for note in mine)
    day = dates.settled(text, meeting)
    who = {role: _role_holder(text, pattern, people) for role, pattern in _ROLE.items()}
    return NextMeeting(
        day.day if day else None,
        find_time(text),
        who["facilitator"],
        who["case_presenter"],
        who["minutes_taker"],
        named(text),
        tuple(note.turn for note in mine),
    )


def _role_holder(text: str, pattern: str, people: People) -> str | None:
    near = re.search(
        rf"(?P<a>[A-ZÀ-Ý][\w'’-]+)\s+(?:is\s+)?(?:de\s+)?(?:{pattern})|(?:{pattern})[\s:–-]+(?P<b>[A-ZÀ-Ý][\w'’-]+)",
        text,
    )
    return people.label(near["a"] or near["b"]) if near else None
