"""Takes one person's name out of a group's words, where nobody else has it (docs/decisions/0014-erasing.md)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from coach.ports import StoredEvent

FORMER = "oud-lid"
# Where an event of a meeting holds words of people; every other field is ours (tests hold this against the events).
SAID = frozenset({"title", "facilitator", "text", "reason", "broken_off", "who", "what"})
# Events whose fields are all ours, whatever they are called.
OURS = frozenset({"command_undone"})
# A part of a name that is as short as "de" or "Jo" stands for too much else.
_MIN_PART = 3
# What a group chose, rather than wrote.
_CHOICE = re.compile(r"[a-z0-9_-]+")


class Unnamer:
    """Replaces names by "oud-lid", as whole words, written as the person wrote them or in capitals."""

    def __init__(self, names: Iterable[str], others: Iterable[str]) -> None:
        """`names`: all that this person is called; `others`: all names of everybody else there."""
        mine, theirs = [" ".join(name.split()) for name in names], [" ".join(name.split()) for name in others]
        shared = {name.casefold() for name in theirs} | {word.casefold() for name in theirs for word in name.split()}
        found = {name for name in [*mine, *_parts(mine)] if name and name.casefold() not in shared}
        self._whole = {name.casefold() for name in found}
        written = sorted({form for name in found for form in _forms(name)}, key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, written))})(?!\w)") if written else None

    def text(self, words: str) -> str:
        """The words without the name. A text that is nothing but the name is taken in any letters."""
        if " ".join(words.split()).casefold() in self._whole:
            return FORMER
        return self._pattern.sub(FORMER, words) if self._pattern else words

    def event(self, event: StoredEvent) -> Mapping[str, Any]:
        """The data of a meeting's event without the name."""
        if event.kind in OURS:
            return event.data
        return {
            key: self.text(value) if key in SAID and isinstance(value, str) else value
            for key, value in event.data.items()
        }

    def json(self, value: Any) -> Any:
        """The same for what a group filled in; what it chose from a list is left alone."""
        if isinstance(value, str):
            return value if _CHOICE.fullmatch(value) else self.text(value)
        if isinstance(value, Mapping):
            return {key: self.json(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.json(inner) for inner in value]
        return value


def _parts(names: Iterable[str]) -> list[str]:
    """First and last names out of whole ones: "Fatima" and "Vries" of "Fatima de Vries"."""
    words = [word for name in names for word in name.split()]
    return [word for word in words if len(word) >= _MIN_PART and word[0].isupper()]


def _forms(name: str) -> set[str]:
    # Not in small letters where it was written with a capital: Mei and Roos are words too.
    return {name, name.upper(), name[:1].upper() + name[1:]}
