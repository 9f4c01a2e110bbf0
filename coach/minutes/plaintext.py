"""Plain text: "Naam: tekst" where most lines have it, else bare notes, in which every line is a turn."""

import re
from collections import Counter
from dataclasses import replace

from coach.minutes.labels import is_label, is_role_label, speaker_name
from coach.minutes.model import Kind
from coach.minutes.raw import Piece

_LINE = re.compile(
    r"^\s*(?:[\[(]?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?[\])]?\s*[-–]?\s*)?"
    r"(?:\*\*)?(?P<name>[A-ZÀ-Ý][^\s:?!*]*(?: [^\s:?!*]+){0,4}?)(?:\*\*)?\s*"
    r"(?:[\[(](?P<late>\d{1,2}:\d{2}(?::\d{2})?)[\])])?\s*:(?:\*\*)?(?:\s+(?P<text>.*))?$"
)

Read = tuple[str, list[Piece], Kind]


def read(text: str) -> Read:
    """Speech when most lines name who speaks; lines above the first speaker are the header, not turns."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    names = _speaker_names(lines)
    if not names:
        return "", [Piece(None, line, place=at) for at, line in enumerate(lines, 1) if line.strip()], "notes"
    header: list[str] = []
    pieces: list[Piece] = []
    more: dict[int, list[str]] = {}  # lines that go on without a name, by the piece they belong to
    for at, line in enumerate(lines, 1):
        match = _LINE.match(line)
        name = speaker_name(match["name"]) if match else None
        if match and name in names:
            pieces.append(Piece(name, match["text"] or "", _seconds(match["time"] or match["late"]), at))
        elif pieces:
            more.setdefault(len(pieces) - 1, []).append(line)
        else:
            header.append(line)
    whole = [replace(piece, text=" ".join([piece.text, *more.get(at, ())])) for at, piece in enumerate(pieces)]
    return "\n".join(header).strip(), whole, "speech"


def _speaker_names(lines: list[str]) -> set[str]:
    """The names before the colons, when the text is a conversation; else none.

    A role ("Inbrenger") is a speaker when it comes back as speakers do, and a label of notes when it stands there once.
    """
    filled = [line for line in lines if line.strip()]
    matches = (match for line in filled if (match := _LINE.match(line)))
    found = Counter(name for match in matches if (name := speaker_name(match["name"])))
    names = {name: n for name, n in found.items() if not is_label(name) or (is_role_label(name) and n >= 3)}
    total, repeated = sum(names.values()), [name for name, n in names.items() if n > 1]
    often = total >= 0.5 * len(filled) and len(names) * 1.5 <= max(total, 2)
    wrapped = len(repeated) >= 2 and total >= 6 and total >= 0.2 * len(filled)
    return set(names) if (often and repeated) or wrapped else set()


def _seconds(time: str | None) -> float | None:
    """Minutes and seconds, or hours too."""
    if time is None:
        return None
    parts = [int(part) for part in time.split(":")]
    return float(sum(part * 60**power for power, part in enumerate(reversed(parts))))
