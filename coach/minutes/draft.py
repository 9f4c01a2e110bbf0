"""A transcript to a draft, by rules on this machine. Nothing here knows the contract; that comes after."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.minutes import agreements, dates, learned, notes, questions
from coach.minutes.absent import find_absent
from coach.minutes.advice import advice
from coach.minutes.keywords import keywords
from coach.minutes.labels import split_note
from coach.minutes.method_names import find_method, named
from coach.minutes.model import Minutes, PhaseSpan, Roles, Transcript
from coach.minutes.next_meeting import find_next
from coach.minutes.people import People, people_of
from coach.minutes.phases import conductor, find_phases, phase_at
from coach.minutes.private import strangers
from coach.minutes.roles import find_roles
from coach.minutes.speech import Sentence, sentences

Progress = Callable[[float], None]
_STORY = frozenset({"present", "information", "deepening", "analysis", "core", "restate"})
_OPENING = frozenset({"preparation", "check_in", "choose_case"})
_YEAR = (
    "Het jaartal van de bijeenkomst is niet genoemd: dagen zonder jaartal staan er zoals ze gezegd zijn. Geef de datum "
    "van de bijeenkomst mee, dan reken ik ze om."
)
_NO_DATE = (
    "De datum van de bijeenkomst is niet genoemd: 'volgende week' en andere dagen staan er zoals ze gezegd zijn. Geef "
    "de datum mee, dan reken ik ze om."
)
_CONDUCT = "Niemand zei wie begeleidt; als begeleider staat hier wie de fasen opende. Klopt dat?"
_NO_SPEAKERS = (
    "Dit bestand zegt niet wie spreekt, dus ook niet wie wat op zich neemt. Zet voor elke regel een naam en een "
    "dubbele punt ('Joke: …') en probeer het opnieuw."
)
_ANSWERS = re.compile(r"^(?:ja|nee|oké|nou|prima|mooi|goed|klopt)\b|\bik\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript with what was read from it first: people, sentences with phases, roles, names of outsiders."""

    transcript: Transcript
    people: People
    said: tuple[Sentence, ...]
    roles: Roles
    draft: Minutes
    strangers: frozenset[str]
    guided_by: str | None = None  # who led the talk, when nobody announced it


def read_talk(
    transcript: Transcript,
    known_methods: Sequence[tuple[str, str]] = (),
    allowed_phases: frozenset[str] | None = None,
    meeting: date | None = None,
) -> Reading:
    """Roles, phases, absent, date and method. `known_methods` are (id, name) pairs of the method library.

    `meeting` is the day somebody gave with the file; it counts before what the file says.
    """
    people = people_of(transcript)
    said = sentences(transcript)
    roles, changes = find_roles(transcript, said, people)
    conduct = conductor(said) if roles.facilitator is None and transcript.kind == "speech" else None
    if conduct and conduct not in {roles.case_presenter, roles.minutes_taker}:
        roles = replace(roles, facilitator=conduct, peers=tuple(peer for peer in roles.peers if peer != conduct))
    leads = {roles.facilitator} | {c.after for c in changes if c.role == "facilitator"}
    phases = find_phases(transcript, said, {name for name in leads if name}, allowed_phases)
    said = tuple(replace(sentence, phase=phase_at(phases, sentence.turn)) for sentence in said)
    opening = _opening_ends(transcript, phases)
    absent = find_absent(transcript, said, people, opening)
    roles = replace(roles, peers=tuple(peer for peer in roles.peers if peer not in absent))
    people = People((*people.labels, *absent))  # whoever is missed belongs to the group
    draft = Minutes(
        date=meeting or _date(transcript, said),
        method=_method(transcript, said, known_methods, opening),
        roles=roles,
        role_changes=changes,
        absent=absent,
        phases=phases,
    )
    outsiders = strangers(said, people)
    return Reading(transcript, people, said, roles, draft, outsiders, guided_by=conduct)


def draft(reading: Reading, progress: Progress) -> Minutes:
    """The whole draft, before contract and check."""
    minutes = _from_notes(reading) if reading.transcript.kind == "notes" else _from_speech(reading, progress)
    return replace(minutes, remarks=_remarks(reading))


def _from_speech(reading: Reading, progress: Progress) -> Minutes:
    said, people, meeting = reading.said, reading.people, reading.draft.date
    first = questions.presenting_question(said, reading.roles)
    roles = _with_presenter(reading, first.sources[0] if first else None)
    again = questions.restated_question(said, roles, first)
    progress(0.5)
    made, unsupported = agreements.find_agreements(said, people, meeting, roles.facilitator)
    progress(0.7)
    by_presenter, by_peers = learned.learned(said, roles)
    serious = [s for s in said if not s.joke and not s.order]
    story = [s for s in serious if s.phase in _STORY or s.phase is None]
    if first and not any(
        s.turn < first.sources[0] for s in story
    ):  # nobody opened the story: it is what led to the question
        story = [s for s in serious if s.phase in _STORY | _OPENING or s.phase is None]
    enough = 3 if len(story) > 60 else 2
    return replace(
        reading.draft,
        roles=roles,
        presenting_question=first,
        restated_question=again,
        themes=keywords(story, people, reading.strangers, 6, enough, first.text if first else ""),
        advice_keywords=advice(said, roles.facilitator, roles.case_presenter, 6),
        look_back=learned.look_back(said),
        agreements=made,
        unsupported=unsupported,
        learned_by_presenter=by_presenter,
        learned_by_peers=by_peers,
        evaluation=learned.evaluation(said),
        next_meeting=find_next(said, people, meeting),
    )


def _with_presenter(reading: Reading, question_turn: int | None) -> Roles:
    """Whoever brings in the question is the presenter, also when nobody announced it."""
    roles = reading.roles
    if roles.case_presenter or question_turn is None:
        return roles
    speaker = reading.transcript.turns[question_turn - 1].speaker
    if speaker is None or speaker == roles.facilitator:
        return roles
    return replace(roles, case_presenter=speaker, peers=tuple(peer for peer in roles.peers if peer != speaker))


def _from_notes(reading: Reading) -> Minutes:
    lines = list(notes.labelled(reading.transcript))
    return replace(
        reading.draft,
        presenting_question=notes.first_line(lines, "presenting_question"),
        restated_question=notes.first_line(lines, "restated_question"),
        themes=notes.words(lines, "themes"),
        advice_keywords=notes.words(lines, "advice_keywords"),
        look_back=notes.lines(lines, "look_back"),
        agreements=notes.agreements(lines, reading.people, reading.draft.date),
        learned_by_presenter=notes.learned_by_presenter(lines, reading.roles.case_presenter),
        learned_by_peers=notes.learned_by_peers(lines, reading.roles.case_presenter),
        evaluation=notes.lines(lines, "evaluation"),
        next_meeting=notes.next_meeting(lines, reading.people, reading.draft.date),
    )


def _opening_ends(transcript: Transcript, phases: Sequence[PhaseSpan]) -> int:
    """The last turn before the case is told; without phases a quarter of the talk."""
    for span in phases:
        if span.phase not in {"preparation", "check_in", "choose_case"}:
            return span.first_turn
    return max(12, len(transcript.turns) // 4)


def _date(transcript: Transcript, said: Sequence[Sentence]) -> date | None:
    if transcript.date:
        return transcript.date
    year = next((year for s in said if (year := dates.any_year(s.text))), None)
    if transcript.kind == "notes":
        return _date_in_notes(transcript, year)
    for sentence in said:
        if sentence.turn > 20:
            break
        found = dates.spoken_meeting_date(sentence.text, year)
        if found:
            return found
    return None


def _date_in_notes(transcript: Transcript, year: int | None) -> date | None:
    """The line "Datum: …", else a day in one of the first lines."""
    labelled = [note.text for note in notes.labelled(transcript) if note.item == "date"]
    for text in [*labelled, *(turn.text for turn in transcript.turns[:3])]:
        found = dates.full_date(text, year)
        if found:
            return found
    return None


def _method(
    transcript: Transcript, said: Sequence[Sentence], known: Sequence[tuple[str, str]], opening: int
) -> str | None:
    written = transcript.header.split("\n")
    if transcript.kind == "notes":
        written = [note.text for note in notes.labelled(transcript) if note.item == "method"]
    return next((m for line in written if (m := named(line, known))), None) or find_method(said, known, opening)


def _spoken_without_names(transcript: Transcript) -> bool:
    """Subtitles without voices, or plain text in which lines answer each other and hold no labels of notes."""
    if transcript.kind == "speech":
        return not transcript.speakers()
    texts = [turn.text for turn in transcript.turns]
    spoken = sum(bool(_ANSWERS.search(text)) or text.endswith("?") for text in texts)
    return len(texts) >= 6 and spoken > 0.5 * len(texts) and not any(split_note(text)[0] for text in texts)


def _remarks(reading: Reading) -> tuple[str, ...]:
    remarks = []
    if reading.draft.date is None:
        has_day = any(dates.find(sentence.text, None) for sentence in reading.said)
        remarks += [_YEAR if has_day and reading.transcript.kind == "speech" else _NO_DATE] if has_day else []
    if reading.guided_by and reading.guided_by == reading.roles.facilitator:
        remarks.append(_CONDUCT)
    if _spoken_without_names(reading.transcript):
        remarks.append(_NO_SPEAKERS)
    return tuple(remarks)
