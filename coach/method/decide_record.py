"""Decisions about what is kept: questions, parked advice, actions, notes. Rules: field reference A.2, A.4, H.1."""

from coach.errors import BadInput, Refused
from coach.method import commands as c
from coach.method.events import (
    ActionRecorded,
    AdviceMarked,
    AdviceParked,
    AdviceTakenBack,
    EntryRemoved,
    Fact,
    NoActionChosen,
    NoteTaken,
    QuestionRestated,
    QuestionStated,
)
from coach.method.model import Method, PhaseType
from coach.method.said import said
from coach.method.state import MeetingState, Parked


def state_question(method: Method, state: MeetingState, command: c.StateQuestion) -> tuple[Fact, ...]:
    if _informed(method, state):
        raise Refused(
            "De informatiefase is geweest; de inbrengvraag blijft staan. Leg een nieuwe vast als herformulering.",
            code="question_stands",
        )
    return (QuestionStated(said(command.text, "de inbrengvraag", 1_000)),)


def restate_question(method: Method, state: MeetingState, command: c.RestateQuestion) -> tuple[Fact, ...]:
    """The question may change once the picture is complete (A-062)."""
    if state.question is None:
        raise Refused("Er is nog geen inbrengvraag. Leg eerst die vast.", code="no_question")
    if not _informed(method, state):
        raise Refused(
            "Herformuleren komt na de informatiefase. Pas tot die tijd de inbrengvraag zelf aan.",
            code="restated_too_early",
        )
    return (QuestionRestated(said(command.text, "de herformuleerde vraag", 1_000)),)


def park(method: Method, state: MeetingState, command: c.ParkAdvice) -> tuple[Fact, ...]:
    advice = method.first(PhaseType.ADVICE)
    if advice is None:
        raise Refused("Deze methode kent geen adviesronde, dus er valt niets te bewaren.", code="no_advice_phase")
    if state.begun(advice.id):
        raise Refused("De adviesronde is al begonnen. Zeg het hardop als je aan de beurt bent.", code="advice_begun")
    return (AdviceParked(said(command.text, "het idee", 1_000)),)


def take_back(_: Method, state: MeetingState, command: c.TakeBackAdvice) -> tuple[Fact, ...]:
    _parked(state, command.seq)
    return (AdviceTakenBack(command.seq),)


def mark(_: Method, state: MeetingState, command: c.MarkAdvice) -> tuple[Fact, ...]:
    if _parked(state, command.seq).used == command.used:
        raise Refused("Dit stond er al zo. Je hoeft niets te doen.", code="already_marked")
    return (AdviceMarked(command.seq, command.used),)


def _parked(state: MeetingState, seq: int) -> Parked:
    found = next((parked for parked in state.parked if parked.seq == seq), None)
    if found is None:
        raise Refused("Dit idee staat er niet (meer). Kijk in de lijst met bewaarde ideeën.", code="not_parked")
    return found


def action(method: Method, state: MeetingState, command: c.RecordAction) -> tuple[Fact, ...]:
    """An action is a solution, so it waits for the picture as well (A-114)."""
    _after_information(method, state)
    # Days are UTC's: in the Netherlands never later than the day on the wall, so that today is never refused.
    if command.when is not None and state.opened is not None and command.when < state.opened.date():
        raise BadInput(
            "Deze dag ligt vóór de bijeenkomst. Kies vandaag of een latere dag, of laat de dag leeg.",
            code="day_before_meeting",
        )
    who = said(command.who, "wie het doet", 100)
    return (ActionRecorded(who, said(command.what, "wat er gebeurt", 500), command.when),)


def no_action(method: Method, state: MeetingState, _: c.RecordNoAction) -> tuple[Fact, ...]:
    _after_information(method, state)
    if state.actions:
        raise Refused("Er staat al een actie. ‘Geen actie’ kan alleen als er geen is.", code="action_exists")
    return (NoActionChosen(),)


def note(_: Method, _state: MeetingState, command: c.Note) -> tuple[Fact, ...]:
    return (NoteTaken(said(command.text, "de notitie")),)


def remove(_: Method, state: MeetingState, command: c.RemoveEntry) -> tuple[Fact, ...]:
    kept = {action.seq for action in state.actions} | {note.seq for note in state.notes}
    if command.seq not in kept:
        raise Refused("Deze notitie of actie staat er niet (meer). Kijk in de lijst.", code="no_entry")
    return (EntryRemoved(command.seq),)


def _informed(method: Method, state: MeetingState) -> bool:
    information = method.information()
    return information is not None and state.done(information.id)


def _after_information(method: Method, state: MeetingState) -> None:
    if not _informed(method, state):
        raise Refused(
            "Een actie komt na de informatiefase. Bewaar het idee zolang voor de adviesronde.",
            code="action_too_early",
        )
