"""Every turn of a transcript with its role, its phase and what the judge says about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coach.errors import BadInput
from coach.method.library import MethodLibrary
from coach.minutes.draft import Reading
from coach.minutes.model import Turn
from coach.minutes.phases import phase_at
from coach.minutes.service import MinutesService
from coach.question.ask import Ask, Said
from coach.question.judgement import Judgement
from coach.question.service import JudgeService

_REMEMBERED = 6
_CASE_CHARS = 2_000
_LONGEST_CHARS = 3_500


@dataclass(frozen=True, slots=True)
class JudgedTurn:
    """One turn. `phase` is a phase type, None when unknown; `judgement` is None for what holds nothing to judge."""

    turn: int
    speaker: str | None
    role: str
    phase: str | None
    text: str
    judgement: Judgement | None

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of DESIGN section 5."""
        return {
            "turn": self.turn,
            "speaker": self.speaker,
            "role": self.role,
            "phase": self.phase,
            "text": self.text,
            "judgement": self.judgement.as_dict() if self.judgement else None,
        }


class TurnsService:
    """Reads a transcript with the minutes room and judges its turns one by one."""

    def __init__(self, minutes: MinutesService, judge: JudgeService, methods: MethodLibrary) -> None:
        self._minutes, self._judge, self._methods = minutes, judge, methods

    def judged(self, data: bytes, name: str, method_id: str) -> Iterator[JudgedTurn]:
        """Turns in order. Raises NotFound for an unknown method, BadInput or TooLarge for an unreadable file."""
        method = self._methods.get(method_id)
        types = frozenset(str(kind) for phase in method.phases for kind in phase.types)
        reading = self._minutes.read(data, name, types | {"preparation", "check_in", "choose_case"})
        return self._each(reading, method_id, types)

    def _each(self, reading: Reading, method_id: str, types: frozenset[str]) -> Iterator[JudgedTurn]:
        history: list[Said] = []
        case = ""
        for turn in reading.transcript.turns:
            role = role_at(reading, turn)
            phase = phase_at(reading.draft.phases, turn.number)
            ask = Ask(
                text=turn.text[:_LONGEST_CHARS],
                case=case[:_CASE_CHARS],
                history=tuple(history[-_REMEMBERED:]),
                method=method_id,
                phase=phase if phase in types else None,
                role=role,
            )
            yield JudgedTurn(turn.number, turn.speaker, role, phase, turn.text, self._judgement(ask))
            history.append(Said(role, turn.text))
            if role == "case_presenter" and phase == "present":
                case = f"{case} {turn.text}".strip()

    def _judgement(self, ask: Ask) -> Judgement | None:
        """None for a turn the judge cannot read: only laughter, signs, or another language."""
        try:
            return self._judge.judge(ask)
        except BadInput:
            return None


def role_at(reading: Reading, turn: Turn) -> str:
    """The role of whoever speaks, counting what was handed over before this turn."""
    roles = reading.roles
    holders = {
        "facilitator": roles.facilitator,
        "case_presenter": roles.case_presenter,
        "minutes_taker": roles.minutes_taker,
    }
    for change in reading.draft.role_changes:
        if max(change.sources) < turn.number:
            holders[change.role] = change.after
    return next((role for role, who in holders.items() if who is not None and who == turn.speaker), "peer")
