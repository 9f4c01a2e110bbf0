"""Bare notes: labels such as "Afspraak:" open an item, and the lines after a bare label belong to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coach.minutes import dates
from coach.minutes.clauses import third_person
from coach.minutes.labels import split_note
from coach.minutes.method_names import named
from coach.minutes.model import Agreement, LearnedByPeer, Line, NextMeeting, Transcript
from coach.minutes.people import People
from coach.minutes.roles import ROLES
from coach.minutes.speech import first_upper
from coach.minutes.times import find_time
from coach.minutes.verbs import infinitives

_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s*")
_PARTS = re.compile(r"\s+[-–—|/]\s+|\s*;\s*")
_STRUCK_PART = re.compile(r"~~[^~]*~~")
_ARROW = re.compile(r"^\s*(?:->|=>|→|>|=)\s*")
_STRUCK = re.compile(r"~~|\b(?:vervalt|vervallen|doorgestreept|niet meer|toch niet|grapje)\b", re.IGNORECASE)
_ROLE = {
    "facilitator": r"begeleid\w*|gespreksleid\w*|voorzitter|vz|bgl",
    "case_presenter": r"inbreng\w*|inbr|casus",
    "minutes_taker": r"notul\w*|verslag|not",
}
_ANY_ROLE = re.compile(rf"\b(?:{'|'.join(_ROLE.values())})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """One line under an item of the minutes; `item` is None for a loose line."""

    item: str | None
    text: str
    turn: int
    bullet: bool = False


def labelled(transcript: Transcript) -> Iterator[Note]:
    """The lines of notes with the item each belongs to."""
    section: str | None = None
    for turn in transcript.turns:
        item, rest = split_note(turn.text)
        bullet = bool(_BULLET.match(turn.text))
        if item and not (section == "next_meeting" and item in ROLES):
            section = item if not rest or item == "next_meeting" else None
            if rest:
                yield Note(item, rest, turn.number, bullet)
            continue
        roles = section == "next_meeting" and _ANY_ROLE.search(
            turn.text
        )  # "inbreng Ans, vz Bram" under "volgende keer"
        section = section if bullet or roles or section in {"agreements", "themes", "evaluation"} else None
        yield Note(section, _BULLET.sub("", turn.text).strip(), turn.number, bullet)


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


def learned_by_peers(notes: list[Note], presenter: str | None) -> tuple[LearnedByPeer, ...]:
    """What the others learned; notes do not say who, unless the line does, and then it stays in the line."""
    kept = [note for note in notes if not _of_presenter(note, presenter)]
    return tuple(LearnedByPeer(None, line.text, line.sources) for line in lines(kept, "learned_by_peers"))


def learned_by_presenter(notes: list[Note], presenter: str | None) -> tuple[Line, ...]:
    """Lines labelled so, and "Inzicht: F …" where that is the presenter's name or first letter."""
    own = [Note("learned_by_presenter", note.text, note.turn) for note in notes if _of_presenter(note, presenter)]
    return (*lines(notes, "learned_by_presenter"), *lines(own, "learned_by_presenter"))


def _of_presenter(note: Note, presenter: str | None) -> bool:
    if note.item != "learned_by_peers" or not presenter:
        return False
    first = note.text.split(" ")[0].rstrip(".:,")
    return first in {presenter, presenter.split(" ")[0], presenter[0]}


def agreements(notes: list[Note], people: People, meeting: date | None) -> tuple[Agreement, ...]:
    """Who does what: lines under "Afspraken", and loose lines in which a member takes on something.

    A struck line, or one without somebody who does it, is left out.
    """
    loose = _loose_tasks(notes, people)
    found = (_agreement(note, people, meeting) for note in notes if note.item == "agreements" or note.turn in loose)
    return tuple(agreement for agreement in found if agreement)


def _loose_tasks(notes: list[Note], people: People) -> frozenset[int]:
    """Turns of lines without a heading that say who does what.

    "Sanne mailt het stuk" needs its day, unless it is a bullet; in a row of bullets that all open with a member, one
    such line makes the others tasks too ("- Bram zaal").
    """
    tasks: set[int] = set()
    row: list[Note] = []
    for note in [*notes, Note(None, "", 0)]:
        who, rest = _actor(note.text, people) if note.item is None else (None, "")
        opens = who is not None and people.mentioned(note.text[:40])[:1] == [who]
        act = opens and (third_person(rest) is not None or _ends_in_verb(rest))
        if note.bullet and opens:
            row.append(note)
            tasks |= {note.turn} if act else set()
            continue
        if any(entry.turn in tasks for entry in row):
            tasks |= {entry.turn for entry in row}
        row = []
        if act and dates.find(rest, None):
            tasks.add(note.turn)
    return frozenset(tasks)


def _ends_in_verb(text: str) -> bool:
    return bool(infinitives(" ".join(text.rstrip(" .!").split()[-1:])))


def _agreement(note: Note, people: People, meeting: date | None) -> Agreement | None:
    text = re.sub(r"\s+", " ", _STRUCK_PART.sub(" ", note.text)).strip()
    if _STRUCK.search(text) or text.endswith("?") or not text:
        return None
    who, rest = _actor(text, people)
    if who is None:
        return None
    rest = _ARROW.sub("", rest)
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
            before, after = text[: match.start()].rstrip(" (-–:/;"), text[match.end() :].lstrip(" )-–:,>=→")
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
        day.said if day else None,
        find_time(text),
        who["facilitator"],
        who["case_presenter"],
        who["minutes_taker"],
        named(text),
        tuple(note.turn for note in mine),
    )


def _role_holder(text: str, pattern: str, people: People) -> str | None:
    role = rf"(?i:{pattern})\b\.?"
    near = re.search(rf"(?:{role})[\s:–-]+(?P<b>[A-ZÀ-Ý][\w'’-]+)", text) or re.search(
        rf"(?P<b>[A-ZÀ-Ý][\w'’-]+)\s+(?:is\s+)?(?:de\s+)?(?:{role})", text
    )
    return people.label(near["b"]) if near else None
