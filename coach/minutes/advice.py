"""What was advised, as short phrases: from "ik zou …", "je kunt …" and from orders ("Leg het voor aan …")."""

import re
from collections.abc import Sequence

from coach.minutes import verbs
from coach.minutes.model import Line
from coach.minutes.speech import Sentence, without_opening

_I = re.IGNORECASE
_WOULD = re.compile(
    r"\b(?:ik zou|zou ik|je (?:kunt|kan|zou|mag|moet)|(?:kun|kan|zou|mag) je|misschien is het (?:goed|handig) om|"
    r"mijn (?:advies|tip)(?: is| zou zijn)?(?: om)?:?|probeer(?: eens)? (?:om )?)\s+(?P<rest>.+)",
    _I,
)
_ORDER = re.compile(rf"^(?P<v>{'|'.join(sorted(verbs.FIRST, key=len, reverse=True))})\s+(?P<rest>[^?]+)$", _I)
_NOT_ADVICE = re.compile(r"\b(?:toen|gisteren|vorige|willen weten|benieuwd|afvragen|niet weten|zeggen dat ik)\b", _I)
_SMALL = re.compile(
    r"\b(?:gewoon|misschien|ook|eens|even|nog|wel|dan|eerst|toch|gewoonweg|eigenlijk|sowieso|kunnen|willen|"
    r"te gaan)\b\s*",
    _I,
)
_VERBS = "|".join(verbs.FIRST)
_END = re.compile(
    rf"[,;:–—]|\s(?:want|omdat|zodat|maar|en dan|dan hoef|en (?:daarna|zeg|hem|haar|ze|het|hun|{_VERBS}))\b", _I
)
_NO_OBJECT = re.compile(r"^(?:het|dat|dit|er|daar\w*|zo|'t|me|je|mezelf|jezelf)\b(?:\s+\w+)?$", _I)
_POINTS = re.compile(
    r"^(?:het|dat|dit|'t|die)\s+(?:aan|met|bij|op|na|voor|in|over|maandag|dinsdag|woensdag|donderdag|vrijdag)\b", _I
)
_ENDS_OPEN = re.compile(r"(?:^|\s)(?:met|bij|over|aan|naar|op|voor|in|van)$", _I)
_LONGEST = 9


def advice(said: Sequence[Sentence], facilitator: str | None, presenter: str | None, count: int) -> tuple[Line, ...]:
    """Phrases of peers in the advice round, in order, at most `count`; what has no object of its own is left out."""
    found: dict[str, Line] = {}
    for sentence in said:
        if sentence.phase != "advice" or sentence.asks or sentence.joke or sentence.order:
            continue
        if sentence.speaker is not None and sentence.speaker in {facilitator, presenter}:
            continue
        phrase = _phrase(sentence.text)
        if phrase and phrase.lower() not in found:
            found[phrase.lower()] = Line(phrase, (sentence.turn,))
    return tuple(found.values())[:count]


def _phrase(text: str) -> str | None:
    """ "Ik zou met meneer afspreken wat je mag zeggen" -> "met meneer afspreken"."""
    text = without_opening(text)
    if _NOT_ADVICE.search(text):
        return None
    if match := _WOULD.search(text):
        words = _ENDS_OPEN.sub("", _bare(_main(match["rest"])))
        return words if words and _has_verb(words) and _says_enough(words) else None
    if match := _ORDER.match(text):
        main, infinitive = _main(match["rest"]), verbs.FIRST[match["v"].lower()]
        if _ENDS_OPEN.search(main):  # "Begin met hoe het voor jou is"
            words = f"{infinitive} {match['rest'].split(',')[0].strip(' .!')}"
        else:
            words = _bare(verbs.as_task(main, infinitive))
        return words if _says_enough(words) else None
    return None


def _main(rest: str) -> str:
    """The main clause: cut where a reason or a second step begins, without small words."""
    cut = _END.search(rest)
    main = verbs.main_clause(rest[: cut.start()] if cut else rest)
    return re.sub(r"\s+", " ", _SMALL.sub("", main)).strip(" .,!…")


def _bare(words: str) -> str:
    """ "het dinsdag doen" points back at something; without "het" the rest says enough, or falls away."""
    return words.split(" ", 1)[1] if _POINTS.match(words) else words


def _has_verb(words: str) -> bool:
    return verbs.is_infinitive(words.split()[-1])


def _says_enough(words: str) -> bool:
    return 2 <= len(words.split()) <= _LONGEST and not _NO_OBJECT.match(words)
