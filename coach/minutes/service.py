"""The use case: a file and a contract in, a draft of the minutes out. Nothing is stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from coach.method.library import MethodLibrary
from coach.minutes import filtering
from coach.minutes.contract import policy_of
from coach.minutes.draft import Progress, Reading, draft, read_talk
from coach.minutes.model import Minutes, Transcript
from coach.minutes.private import Private
from coach.minutes.reading import read
from coach.minutes.verify import Verifier
from coach.safety.signs import Concern
from coach.stems import kept


class Signs(Protocol):
    """What looks for signs of danger in words (coach.safety.signs)."""

    def look(self, text: str) -> Concern | None: ...


@dataclass(frozen=True, slots=True)
class Drafted:
    """The minutes, and the turns their sources point to."""

    minutes: Minutes
    transcript: Transcript


class MinutesService:
    """Drafts minutes by rules on this machine. `methods` gives the method library when it is needed."""

    def __init__(self, safety: Signs, methods: Callable[[], MethodLibrary]) -> None:
        self._safety, self._methods = safety, methods

    def draft(
        self,
        data: bytes,
        name: str = "",
        contract: dict[str, Any] | None = None,
        progress: Progress | None = None,
        meeting: date | None = None,
    ) -> Minutes:
        """The draft the contract allows, each line backed by its turns. `meeting` is its day, when somebody knows it.

        `progress` is called with 0.0 to 1.0. Raises BadInput or TooLarge for a file or contract that cannot be used.
        """
        return self.drafted(data, name, contract, progress, meeting).minutes

    def drafted(
        self,
        data: bytes,
        name: str = "",
        contract: dict[str, Any] | None = None,
        progress: Progress | None = None,
        meeting: date | None = None,
    ) -> Drafted:
        """The same, with the transcript as it was read, for who shows the turns behind the lines."""
        with kept():
            return self._draft(data, name, contract, progress or _silent, meeting)

    def _draft(
        self, data: bytes, name: str, contract: dict[str, Any] | None, tell: Progress, meeting: date | None
    ) -> Drafted:
        policy = policy_of(contract)
        tell(0.0)
        reading = self.read(data, name, meeting=meeting)
        tell(0.3)
        private = Private(reading.strangers, policy.anonymise)
        minutes = filtering.apply(draft(reading, tell), policy, private)
        tell(0.9)
        minutes = Verifier(reading.transcript, reading.people, private, minutes.date).check(minutes)
        minutes = replace(minutes, help=self._concern(reading))
        tell(1.0)
        return Drafted(minutes, reading.transcript)

    def read(
        self, data: bytes, name: str = "", phases: frozenset[str] | None = None, meeting: date | None = None
    ) -> Reading:
        """Turns, people, roles and phases of a file. `phases` bounds the phase types, when the method is known."""
        known = [(method.id, method.name) for method in self._methods().all()]
        return read_talk(read(data, name), known, phases, meeting)

    def _concern(self, reading: Reading) -> Concern | None:
        return next((found for turn in reading.transcript.turns if (found := self._safety.look(turn.text))), None)


def _silent(_: float) -> None:
    """Nobody asked how far it is."""
