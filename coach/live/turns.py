"""Every turn of a transcript with its role, its phase and what the judge says about it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coach.errors import BadInput, NotFound
from coach.method.library import MethodLibrary
from coach.minutes.draft import Reading
from coach.minutes.model import Turn
from coach.minutes.phases import phase_at
from coach.minutes.service import MinutesService
from coach.question.ask import Ask, Said
from coach.question.judgement import Judgement
from coach.question.phase_data import PHASE_TYPES
from coach.question.service import JudgeService

# DESIGN section 5: every method that may be named; those without a file follow the rules of the phase types.
METHODS = frozenset(
    {
        "basismodel", "incidentmethode", "incidentmethode_hendriksen", "roddelmethode", "vijf_fasen", "vijfstappen",
        "dilemmamethode", "nijmeegse_methode", "argumentatief_stappenplan", "tienstappen", "probleemoplossend",
        "leer_en_onderzoek", "balint_klassiek", "balint_gestructureerd", "socratisch_gesprek", "consultatie",
        "waarderend", "raguse", "spiegel", "denkhoeden", "kernkwadranten", "u_procedure", "case_clinic",
        "kollegiale_beratung", "action_learning", "troika",
    }
)  # fmt: skip
_REMEMBERED = 6
_BY_FAR = 1.5  # the presenter tells and answers everybody
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
        types = self._types(method_id)
        reading = self._minutes.read(data, name, types | {"preparation", "check_in", "choose_case"})
        return self._each(reading, method_id)

    def _types(self, method_id: str) -> frozenset[str]:
        """The phase types of a method; all of them for a method that has no file here. Raises NotFound for a typo."""
        try:
            method = self._methods.get(method_id)
        except NotFound:
            if method_id in METHODS:
                return frozenset(PHASE_TYPES)
            raise
        return frozenset(str(kind) for phase in method.phases for kind in phase.types)

    def _each(self, reading: Reading, method_id: str) -> Iterator[JudgedTurn]:
        history: list[Said] = []
        case, presenter = "", presenter_of(reading)
        for turn in reading.transcript.turns:
            role = role_at(reading, turn, presenter)
            phase = phase_at(reading.draft.phases, turn.number)
            ask = Ask(
                text=turn.text[:_LONGEST_CHARS],
                case=case[:_CASE_CHARS],
                history=tuple(history[-_REMEMBERED:]),
                method=method_id,
                phase=phase,
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


def role_at(reading: Reading, turn: Turn, presenter: str | None = None) -> str:
    """The role of whoever speaks, counting what was handed over before this turn."""
    roles = reading.roles
    holders = {
        "facilitator": roles.facilitator,
        "case_presenter": roles.case_presenter or presenter,
        "minutes_taker": roles.minutes_taker,
    }
    for change in reading.draft.role_changes:
        if max(change.sources) < turn.number:
            holders[change.role] = change.after
    return next((role for role, who in holders.items() if who is not None and who == turn.speaker), "peer")


def presenter_of(reading: Reading) -> str | None:
    """Who presents when nobody says so: of all but facilitator and minutes taker, the one who talks most by far."""
    roles = reading.roles
    if roles.case_presenter or reading.transcript.kind == "notes":
        return roles.case_presenter
    said: Counter[str] = Counter()
    for turn in reading.transcript.turns:
        if turn.speaker and turn.speaker not in (roles.facilitator, roles.minutes_taker):
            said[turn.speaker] += len(turn.text.split())
    first, second = ([*said.most_common(2), ("", 0), ("", 0)])[:2]
    return first[0] if first[1] and first[1] >= _BY_FAR * second[1] else None
