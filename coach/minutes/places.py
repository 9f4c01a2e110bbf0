"""Where the turns that minutes rest on stand in the file, so that a number can be looked up later."""

from collections.abc import Sequence

from coach.minutes.model import Minutes, Transcript, Turn


def cited(minutes: Minutes) -> list[int]:
    """Every turn number that a line of the minutes names, in order."""
    sources = [line.sources for line in (minutes.presenting_question, minutes.restated_question) if line]
    for part in (minutes.themes, minutes.advice_keywords, minutes.look_back, minutes.learned_by_presenter):
        sources += [line.sources for line in part]
    sources += [line.sources for line in minutes.evaluation]
    sources += [agreement.sources for agreement in minutes.agreements]
    sources += [lesson.sources for lesson in minutes.learned_by_peers]
    sources += [change.sources for change in minutes.role_changes]
    return sorted({number for numbers in (*sources, minutes.next_meeting.sources) for number in numbers})


def place_of(turn: Turn, unit: str) -> str:
    """ "regel 10", or "ondertitel 12 (1:04)" when the file has times."""
    place = f"{unit} {turn.place}" if turn.place else "onbekend"
    if turn.start is None:
        return place
    return f"{place} ({int(turn.start) // 60}:{int(turn.start) % 60:02d})"


def key(numbers: Sequence[int], transcript: Transcript) -> str:
    """One sentence that says where these turns begin in the file, without their words; empty when none is named."""
    turns = [turn for turn in transcript.turns if turn.number in set(numbers)]
    if not turns:
        return ""
    listed = "; ".join(f"bijdrage {turn.number} = {place_of(turn, transcript.unit)}" for turn in turns)
    return f"Zo tellen de nummers in jullie bestand: {listed}."
