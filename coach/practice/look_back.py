"""What a round shows afterwards: which kinds of question opened what, per phase. Never a grade, never kept."""

from collections.abc import Sequence

from coach.practice.model import (
    KindSeen,
    LookBack,
    PhaseSeen,
    PracticeCase,
    PracticeState,
    PracticeTurn,
    Reaction,
    RoundPhase,
)

_NAMES: dict[Reaction, str] = {
    "open": "open vraag",
    "exhausted": "open vraag",
    "guarded": "open vraag",
    "closed": "gesloten vraag",
    "choice": "keuzevraag",
    "why": "waarom-vraag",
    "suggestive": "sturende vraag",
    "advice": "advies, ook als vraag",
    "judgement": "oordeel",
    "multiple": "meer vragen tegelijk",
    "summary": "samenvatting of teruggegeven gevoel",
    "statement": "opmerking",
    "off_topic": "vraag buiten de casus",
}
_PHASES: dict[RoundPhase, str] = {"information": "je eerste vragen: het beeld", "deepening": "daarna: verdiepen"}


def look_back(case: PracticeCase, state: PracticeState) -> LookBack:
    """The round in the order of its phases, with a few sentences in plain Dutch."""
    phases = tuple(
        PhaseSeen(phase, name, _kinds(case, [turn for turn in state.turns if turn.phase == phase]))
        for phase, name in _PHASES.items()
        if any(turn.phase == phase for turn in state.turns)
    )
    opened = _opened(case, state.turns)
    return LookBack(phases, opened, _sentences(case, state, opened))


def _kinds(case: PracticeCase, turns: Sequence[PracticeTurn]) -> tuple[KindSeen, ...]:
    by_name: dict[str, list[PracticeTurn]] = {}
    for turn in turns:
        by_name.setdefault(_NAMES[turn.reaction], []).append(turn)
    return tuple(KindSeen(same[0].reaction, name, len(same), _opened(case, same)) for name, same in by_name.items())


def _opened(case: PracticeCase, turns: Sequence[PracticeTurn]) -> tuple[str, ...]:
    answers = [case.answer(turn.answer) for turn in turns]
    seen = {answer.layer for answer in answers if answer is not None}
    return tuple(layer.name for layer in case.layers if layer.id in seen)


def _sentences(case: PracticeCase, state: PracticeState, opened: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    if opened:
        found.append(f"Dit kwam open: {', '.join(opened)}.")
    if state.turns and len(opened) < len(case.layers):
        found.append("Er ligt nog iets onder. Wat gebeurt er als je blijft vragen naar wat de inbrenger zelf zegt?")
    closing = sum(turn.reaction in ("advice", "judgement") for turn in state.turns)
    if closing:
        keer = "één keer" if closing == 1 else f"{closing} keer"
        found.append(
            f"Na advies of een oordeel trok de inbrenger zich terug ({keer}); daarna was er weer ruimte nodig."
        )
    if not state.turns:
        found.append("Je hebt nog niets gevraagd. Begin met wat je nieuwsgierig maakt.")
    return tuple(found)
