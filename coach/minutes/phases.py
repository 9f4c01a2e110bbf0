"""Which phase each turn belongs to: from what the facilitator opens. Phases go forward only."""

import re
from collections.abc import Collection, Sequence

from coach.minutes.model import PhaseSpan, Transcript
from coach.minutes.speech import Sentence

_I = re.IGNORECASE
ORDER = (
    "preparation", "check_in", "choose_case", "present", "information", "deepening", "analysis", "core", "restate",
    "advice", "response", "harvest", "evaluation",
)  # fmt: skip
_CUES = {
    "check_in": r"hoe zit(?:ten)? (?:iedereen|je|jij|jullie|we) erbij|inchecken|check-?in|hoe kom(?:en|"
    r"t)? (?:je|jullie|iedereen|we) binnen|"
    r"rondje (?:binnenkomen|aankomen|hoe)|openingsrondje|terugblik(?:ken)? op|terugkijken (?:op|naar) (?:de )?vorige|"
    r"vorige keer (?:sprak|zou|hadden|hebben)|hoe is het (?:met je|daarmee|afgelopen|gegaan)|eerst even terug naar",
    "choose_case": r"wie heeft (?:er )?(?:een |iets |vandaag |wat )|welke casus|casus(?:sen)? kiezen|kiezen we|"
    r"wat ligt er op tafel|"
    r"wie wil (?:er )?(?:iets )?inbrengen|wie brengt|inventaris",
    "present": r"vertel (?:maar|wat er|eens|het|je|ons)|ga je gang|brand maar los|steek (?:maar )?van wal|"
    r"het woord is aan|"
    r"jij (?:hebt|krijgt) het woord|"
    r"aan jou het woord|neem ons mee|je verhaal|jouw casus|we luisteren|ik geef je het woord|"
    r"(?:jij|je) brengt\b[^.?!]{0,25}\bin\b",
    "information": r"(?:informatieve|verhelderende|feitelijke|verduidelijkende|open) vragen|vragenrond\w*|^vragen\W*$|"
    r"ronde (?:met )?vragen|tijd voor vragen|"
    r"wie heeft (?:er )?(?:een|de eerste) vraag|eerste vraag|vragen stellen|rondje vragen|beeldvorming|"
    r"(?:plaatje|beeld) (?:helder|compleet|scherp)|"
    r"wie wil beginnen met (?:een )?vra",
    "deepening": r"verdiepende vragen|verdiepingsronde|verdieping|doorvragen|tweede (?:ronde|vragenronde)|"
    r"dieper|laag dieper",
    "analysis": r"analyse|analyseren|associ\w+|roddel(?:en|ronde)|wat (?:zien|horen|valt) (?:we|jullie) (?:op|"
    r"hier|gebeuren)?|hardop (?:denken|nadenken)|"
    r"denken jullie hardop|draait? (?:je|jij) je om|beelden die (?:je|jullie)",
    "core": r"(?:de )?kern (?:van|volgens|in één)|kernformulering|in één zin|wat is (?:volgens jou |"
    r"voor jou )?de kern|vraag achter de vraag",
    "restate": r"herformule\w+|opnieuw formuler\w+|hoe luidt (?:nu )?(?:je|jouw) (?:inbreng)?vraag nu|hoe luidt nu|"
    r"(?:is|klopt) (?:je|jouw|dit|dat|de) (?:(?:inbreng)?vraag )?(?:nog|nu|nou)\b.{0,30}(?:vraag|dezelfde|"
    r"hetzelfde|veranderd|zo)|"
    r"wat is (?:nu|nou|dan nu) (?:je|jouw|de) vraag|vraag nu (?:nog eens|opnieuw)|je (?:inbreng)?vraag (?:nu|"
    r"nog|veranderd)\b",
    "advice": r"dan (?:het|jullie|ieders) standpunt|"
    r"adviesronde|adviezen|adviseren|advies(?! over)|tips|suggesties|ideeën (?:voor|meegeven)|oplossing\w*|"
    r"wat zou jij doen|meegeven aan|in (?:haar|zijn|jouw) schoenen",
    "response": r"(?:wat|welke?)\b.{0,30}\b(?:spreekt je aan|kun je mee|pak je|haal je|raakt je|springt eruit|"
    r"blijft hangen)|waar ga je\b.{0,15}\bmee (?:aan de slag|verder)|"
    r"reageer\b|reactie|"
    r"wat doe(?:t|n) (?:dit|deze|dat|het)\b.{0,25}\bmet je|wat ga je (?:doen|ermee doen)|wat neem jij mee|"
    r"jij weer aan het woord|terug naar jou",
    "harvest": r"wat neem(?:t|en)? (?:je|jij|jullie|iedereen|we)\b.{0,20}\bmee|oogst\w*|leerpunt\w*|opbrengst|"
    r"wat (?:heb|hebben) (?:je|jij|jullie|we) geleerd|"
    r"rondje (?:geleerd|leren|opbrengst|meenemen)|wat nemen jullie mee|waar ga je mee naar huis|"
    r"(?:dan|nu|over naar|naar|nog)\b[^.?!]{0,12}\b(?:de|onze) (?:afspraken|acties|"
    r"actiepunten)\b(?! van (?:de )?vorige)|"
    r"(?:welke|wat voor) (?:afspraken|acties|actiepunten) (?:maken|hebben|zijn|noteren|leggen|spreken)|"
    r"wat spreken we (?:nu |dan )?af|wie doet wat\b|afspraken maken|(?:de )?(?:actielijst|actiepuntenlijst)\W*$",
    "evaluation": r"evalu\w+|hoe (?:vonden|vond|was|ging|hebben) (?:we|jullie|je|het|dit)\b|"
    r"terugkijken op (?:deze|vandaag|hoe|het proces)|"
    r"afronden|we ronden af|tot slot|nieuwe datum|datum (?:prikken|voor)|volgende (?:keer|"
    r"bijeenkomst) (?:plannen|afspreken|prikken)|afsluit\w+|"
    r"wanneer (?:zien|zijn|komen) we|(?:praktische|huishoudelijke) (?:dingen|zaken|punten|mededelingen)|rondvraag|"
    r"(?:het|wat) huishoudelijke\b|ronden we\b.{0,12}\baf\b|wat vonden (?:jullie|we)|"
    r"(?:dan|nu|nog|goed|oké|zo|mooi)\W+(?:over )?(?:de )?volgende (?:keer|bijeenkomst)\b\W|"
    r"^(?:de )?volgende (?:keer|bijeenkomst)\W*$",
}
_CUE = {phase: re.compile(rf"\b(?:{cue})", _I) for phase, cue in _CUES.items()}
_CLOSING = frozenset({"harvest", "evaluation"})
_WORK = frozenset({"present", "information", "deepening", "analysis", "core", "restate", "advice", "response"})
_CLOSES = re.compile(
    r"\b(?:rond(?:en|)|sluit(?:en)?)\b(?=[^.?!]*\baf\b)[^.?!]*\b\w*(?:ronde|rondje|fase|adviezen|vragen)\b[^.?!]*", _I
)
_NOT_YET = re.compile(
    r",?\s*\b(?:(?:maar|en|dus) )?(?:nog )?geen (?:advies|adviezen|tips|oplossing\w*|suggesties)\b", _I
)
_LATER = re.compile(
    r"\b(?:nog geen|nog niet|straks|zo meteen|zometeen|zo dadelijk|later|eerst\b.*\b(?:dan|daarna)|daarna|bewaar|"
    r"nee|(?:zit|hoor ik|hoorde ik) (?:al |eigenlijk )?(?:een|al) advies|hou\w* \w+ (?:nog )?even vast)\b",
    _I,
)
_NOW = re.compile(
    r"\b(?:nu|dan gaan we|we gaan|gaan we|tijd voor|naar de|door naar|over naar|begin(?:nen)? (?:we )?met|"
    r"laten we)\b",
    _I,
)


def find_phases(
    transcript: Transcript,
    said: Sequence[Sentence],
    facilitators: Collection[str],
    allowed: Collection[str] | None = None,
) -> tuple[PhaseSpan, ...]:
    """Spans that cover the meeting, or nothing for notes and when no cue was heard.

    Only turns of `facilitators` open a phase (of anybody when there is none). `allowed` bounds the phase types.
    """
    if transcript.kind == "notes":
        return ()
    starts: list[tuple[str, int]] = []
    half = 0.5 * len(transcript.turns)
    for sentence in said:
        if (facilitators and sentence.speaker not in facilitators) or sentence.order:
            continue
        phase = _opens(sentence.text, starts[-1][0] if starts else "preparation", allowed)
        if phase in _CLOSING and sentence.turn <= half and not any(kind in _WORK for kind, _ in starts):
            continue  # before the case "de afspraken" are those of last time
        if phase and starts and starts[-1][1] == sentence.turn:
            starts[-1] = (phase, sentence.turn)
        elif phase:
            starts.append((phase, sentence.turn))
    return _spans(transcript, starts) if starts else ()


def conductor(said: Sequence[Sentence]) -> str | None:
    """Who opened at least three kinds of phase, and at least twice as many as anybody else; else None."""
    opened: dict[str, set[str]] = {}
    for sentence in said:
        text = _NOT_YET.sub(" ", sentence.text)
        if sentence.speaker and not sentence.order and not _LATER.search(text):
            kinds = {phase for phase, cue in _CUE.items() if cue.search(text)}
            opened.setdefault(sentence.speaker, set()).update(kinds if len(kinds) < 3 else ())
    ranked = sorted(((len(kinds), name) for name, kinds in opened.items()), reverse=True)
    second = ranked[1][0] if len(ranked) > 1 else 0
    return ranked[0][1] if ranked and ranked[0][0] >= 3 and ranked[0][0] >= 2 * second else None


def _opens(text: str, now: str, allowed: Collection[str] | None) -> str | None:
    """The phase this sentence opens: one later than now. A sentence that lays out the whole evening opens none."""
    text = _CLOSES.sub(" ", _NOT_YET.sub(" ", text))  # "nog geen adviezen", "we ronden de adviesronde af"
    if _LATER.search(text):
        return None
    ahead = ORDER[ORDER.index(now) + 1 :]
    cued = [p for p in ahead if p in _CUE and (allowed is None or p in allowed) and _CUE[p].search(text)]
    if not cued or len(cued) > 2:
        return None
    # a jump over many phases needs words that announce it: the facilitator may use "tips" in a summary
    if ORDER.index(cued[0]) - ORDER.index(now) > 4 and not (_NOW.search(text) or len(text.split()) <= 14):
        return None
    return cued[-1] if len(cued) == 2 and _NOW.search(text) and {"response", "harvest"} != set(cued) else cued[0]


def _spans(transcript: Transcript, starts: list[tuple[str, int]]) -> tuple[PhaseSpan, ...]:
    if starts[0][1] > 1:
        starts = [("preparation", 1), *starts]
    ends = [turn - 1 for _, turn in starts[1:]] + [len(transcript.turns)]
    return tuple(
        PhaseSpan(phase, first, last, _minutes(transcript, first, last))
        for (phase, first), last in zip(starts, ends, strict=True)
    )


def _minutes(transcript: Transcript, first: int, last: int) -> int | None:
    """From the first turn to the turn after the last one (or the last itself), rounded to whole minutes."""
    begin = transcript.turns[first - 1].start
    end = transcript.turns[min(last, len(transcript.turns) - 1)].start
    return None if begin is None or end is None or end < begin else round((end - begin) / 60)


def phase_at(spans: Sequence[PhaseSpan], turn: int) -> str | None:
    """The phase of a turn, or None when phases are unknown."""
    return next((span.phase for span in spans if span.first_turn <= turn <= span.last_turn), None)
