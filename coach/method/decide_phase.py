"""Decisions about phases, the clock and the end. Rules: field reference A.4, H.1."""

from coach.errors import BadInput, Refused
from coach.method import commands as c
from coach.method.events import (
    Fact,
    MeetingClosed,
    PhaseBegun,
    PhaseEnded,
    PhaseExtended,
    PhasePaused,
    PhaseResumed,
    PhaseSkipped,
)
from coach.method.model import Method, Phase, PhaseType
from coach.method.said import said
from coach.method.state import MeetingState, PhaseRun

MAX_EXTENSION = 60
MAX_PHASE = 240


def next_phase(method: Method, state: MeetingState) -> Phase | None:
    """The first phase that was neither begun nor skipped; None when all are passed."""
    return next((phase for phase in method.phases if not state.passed(phase.id)), None)


def begin(method: Method, state: MeetingState, command: c.BeginPhase) -> tuple[Fact, ...]:
    phase = _in_order(method, state, command.phase)
    minutes = phase.minutes.default if command.minutes is None else command.minutes
    _minutes(minutes, MAX_PHASE)
    _information_first(method, state, phase)
    return (*_end(state), PhaseBegun(phase.id, minutes))


def next_(method: Method, state: MeetingState, _: c.NextPhase) -> tuple[Fact, ...]:
    phase = next_phase(method, state)
    if phase is None:
        raise Refused("Dit was de laatste fase. Sluit de bijeenkomst af.", code="no_next_phase")
    return begin(method, state, c.BeginPhase(phase.id))


def skip(method: Method, state: MeetingState, command: c.SkipPhase) -> tuple[Fact, ...]:
    phase = _in_order(method, state, command.phase)
    if not phase.skippable:
        raise Refused(
            f"'{phase.name}' hoort bij deze methode en kan niet vervallen. Houd haar desnoods kort.",
            code="phase_not_skippable",
        )
    return (PhaseSkipped(phase.id, said(command.reason, "de reden om deze fase over te slaan", 300)),)


def extend(_: Method, state: MeetingState, command: c.ExtendPhase) -> tuple[Fact, ...]:
    run = _running(state)
    _minutes(command.minutes, MAX_EXTENSION)
    if run.planned_minutes + run.extended_minutes + command.minutes > MAX_PHASE:
        raise Refused("Langer dan vier uur duurt een fase niet. Ga door of las een pauze in.", code="phase_too_long")
    return (PhaseExtended(command.minutes),)


def pause(_: Method, state: MeetingState, _command: c.PausePhase) -> tuple[Fact, ...]:
    if _running(state).paused_at is not None:
        raise Refused("De klok staat al stil. Hervat om verder te gaan.", code="already_paused")
    return (PhasePaused(),)


def resume(_: Method, state: MeetingState, _command: c.Resume) -> tuple[Fact, ...]:
    if _running(state).paused_at is None:
        raise Refused("De klok loopt al. Je hoeft niets te doen.", code="not_paused")
    return (PhaseResumed(),)


def close(method: Method, state: MeetingState, command: c.CloseMeeting) -> tuple[Fact, ...]:
    """The end. Every case ends with an action or an explicit "no action" (A-013, A-064), unless it was broken off."""
    if command.broken_off is not None:
        return (*_end(state), MeetingClosed(said(command.broken_off, "de reden om te stoppen", 300)))
    ahead = next_phase(method, state)
    if ahead is not None:
        raise Refused(
            f"De methode is nog niet af: '{ahead.name}' moet nog. Ga verder, of breek af met een reden.",
            code="phases_left",
        )
    if method.rules.needs_action and not state.actions and not state.no_action:
        raise Refused(
            "Er is nog geen actie. Noteer wie wat wanneer doet, of leg vast dat de inbrenger nu niets doet.",
            code="no_action_yet",
        )
    return (*_end(state), MeetingClosed())


def _in_order(method: Method, state: MeetingState, phase_id: str) -> Phase:
    """The named phase, if it is the next one: all phases, step by step (A-112)."""
    phase = method.phase(phase_id)
    if phase is None:
        raise BadInput(
            f"Deze fase kent '{method.name}' niet. Kies uit: {', '.join(p.id for p in method.phases)}.",
            code="unknown_phase",
        )
    expected = next_phase(method, state)
    if expected is None or expected.id != phase.id:
        mend = f"Nu is '{expected.name}' aan de beurt." if expected else "Alle fasen zijn geweest; sluit af."
        raise Refused(f"De fasen gaan op volgorde. {mend}", code="out_of_order")
    return phase


def _information_first(method: Method, state: MeetingState, phase: Phase) -> None:
    """Hard for every method: no advice before the information phase is done (A-114)."""
    if not phase.has(PhaseType.ADVICE):
        return
    information = method.information()
    if information is None or not state.begun(information.id):
        raise Refused(
            "Eerst vragen, dan pas advies. Doe eerst de informatiefase; bewaar ideeën zolang.",
            code="advice_before_information",
        )


def _running(state: MeetingState) -> PhaseRun:
    if state.current is None:
        raise Refused("Er loopt nu geen fase. Begin er eerst een.", code="no_phase")
    return state.current


def _end(state: MeetingState) -> tuple[Fact, ...]:
    return (PhaseEnded(state.current.phase),) if state.current else ()


def _minutes(minutes: int, most: int) -> None:
    if not 1 <= minutes <= most:
        raise BadInput(f"Kies een heel aantal minuten van 1 tot en met {most}.", code="bad_minutes")
