"""Participants' words as data: cut to measure, one line a turn, between marks that the words cannot close."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Literal, Protocol

from coach.errors import BadData, TooLarge

# Our own values (a phase, a method) go into the prompt bare, so they may hold nothing that could look like structure.
_PLAIN = re.compile(r"[\w ,.'’()/-]*")
_CUT = " […]"

# The roles of DESIGN section 2 in Dutch; any other name is never shown, because it may have come from outside.
_ROLES = {
    "facilitator": "begeleider",
    "case_presenter": "inbrenger",
    "minutes_taker": "notulist",
    "peer": "deelnemer",
    "timekeeper": "tijdbewaker",
    "observer": "observator",
}


class Bounds(Protocol):
    """What the fence needs to know of a variable."""

    @property
    def kind(self) -> Literal["plain", "words", "turns"]: ...

    @property
    def max_chars(self) -> int: ...

    @property
    def longer(self) -> Literal["refuse", "cut"]: ...


def role_in_dutch(role: str) -> str:
    """The role as a reader knows it; "iemand" for what is no role of ours."""
    return _ROLES.get(role, "iemand")


def fitted(name: str, bounds: Bounds, value: Any) -> str:
    """The value as text of at most `max_chars` code points.

    Of turns the latest are kept. Texts that may be cut end with […]; others raise TooLarge. Raises BadData for a
    value of another form than the prompt says.
    """
    if bounds.kind == "turns":
        return _latest(name, value, bounds.max_chars)
    if not isinstance(value, str):
        raise BadData(f"De variabele {name} moet tekst zijn.")
    if bounds.kind == "plain" and not _PLAIN.fullmatch(value):
        raise BadData(f"De variabele {name} mag alleen gewone woorden op één regel bevatten.")
    if len(value) <= bounds.max_chars:
        return value
    if bounds.longer == "refuse":
        raise TooLarge(f"Deze tekst is te lang voor het taalmodel (hooguit {bounds.max_chars} tekens).")
    return value[: bounds.max_chars - len(_CUT)].rsplit(" ", 1)[0] + _CUT


def fence_for(values: Iterable[str]) -> str:
    """Eight hexadecimal signs that occur in none of the values; the same values give the same fence.

    It is a digest of the words, so nobody can write words that hold their own fence; the loop makes that certain.
    """
    text = "\0".join(values)
    fence = sha256(text.encode()).hexdigest()[:8]
    while fence in text:
        fence = sha256(fence.encode()).hexdigest()[:8]
    return fence


def rendered_value(name: str, kind: Literal["plain", "words", "turns"], value: str, fence: str) -> str:
    """Our own values as they are; everything else between an opening and a closing mark with the fence."""
    if kind == "plain":
        return value
    return f"<{name}-{fence}>\n{value or '(niets)'}\n</{name}-{fence}>"


def _latest(name: str, turns: Any, max_chars: int) -> str:
    if not isinstance(turns, Sequence) or isinstance(turns, str):
        raise BadData(f"De variabele {name} moet een lijst van beurten zijn.")
    lines: list[str] = []
    room = max_chars
    for turn in reversed(turns):
        line = _line(name, turn)[:max_chars]
        room -= len(line) + 1
        if room < 0 and lines:
            break
        lines.append(line)
    return "\n".join(reversed(lines))


def _line(name: str, turn: Any) -> str:
    """One turn on one line: a line break inside the words could otherwise pass for somebody else's turn."""
    try:
        role, text = turn["role"], turn["text"]
    except (TypeError, KeyError):
        raise BadData(f"Een beurt in {name} heeft role en text.") from None
    return f"{role_in_dutch(str(role))}: {' '.join(str(text).split())}"
