"""The presenter's question, as brought in and as worded again."""

import re
from collections.abc import Sequence

from coach.minutes.model import Line, Roles
from coach.minutes.replies import first_at, first_of_turn
from coach.minutes.speech import Sentence, first_upper, without_opening

_I = re.IGNORECASE
_BROUGHT = re.compile(
    r"\b(?:mijn (?:inbreng|hulp)?vraag(?: (?:aan|voor) jullie)?(?: (?:is|was|zou zijn|luidt))?(?: dus| dan|"
    r" eigenlijk| eh)*|"
    r"(?:de|een) (?:inbreng|hulp)?vraag (?:die ik heb|waar ik mee (?:zit|worstel|loop)|is)|"
    r"(?:ik zou|ik wil|zou ik) (?:graag )?(?:van jullie )?(?:willen )?weten|waar ik mee (?:zit|worstel|loop)(?: is)?|"
    r"wat ik (?:van jullie |graag |eigenlijk |dus )*(?:wil|zou willen) weten(?: is)?|"
    r"ik vraag (?:me|mij) (?:dus |eigenlijk )?af)\s*[,:]?\s*(?:dat is|is)?[,:]?\s*(?P<rest>.+)",
    _I,
)
_ANEW = re.compile(
    r"\b(?:(?:mijn|de|m'n) (?:nieuwe |echte |eigenlijke )?(?:inbreng|hulp)?vraag (?:is|wordt|luidt|"
    r"zou)(?: (?:nu|dan|dus|eigenlijk|"
    r"niet .{3,60} maar|meer|nou|misschien))*|(?:mijn|de) (?:nieuwe|echte|eigenlijke|geherformuleerde|"
    r"hergeformuleerde|"
    r"herformuleerde) vraag(?: is| wordt| luidt)?|(?:dan|nu) wordt (?:het|mijn vraag|de vraag)|"
    r"(?:ik zou|zou ik) (?:'m|hem|het|mijn vraag) nu (?:zo )?(?:stellen|formuleren|zeggen)|"
    r"ik maak er(?:van)? (?:nu )?|de vraag achter de vraag is|"
    r"het gaat (?:me |mij )?(?:nu |dus |eigenlijk )*(?:meer )?om(?: de vraag)?)\s*[,:]?\s*(?P<rest>.+)",
    _I,
)
_SAME = re.compile(
    r"\b(?:dezelfde|hetzelfde|blijft (?:gewoon )?(?:zo|staan)|niet veranderd|nog steeds (?:mijn|de) vraag|"
    r"klopt nog)\b",
    _I,
)
_WORDED = re.compile(r"\b(?:hoe|wat|waarom|wanneer|welke|waar|wie|in hoeverre|mag ik|kan ik|moet ik)\b.{8,}", _I)
_ASKS_FOR_IT = re.compile(
    r"\b(?:wat is|hoe luidt|wat zou|formuleer)\b.{0,30}\b(?:je|jouw|de) (?:\w+ )?(?:inbreng|hulp)?vraag\b|"
    r"\bje (?:inbreng|hulp)?vraag\b.*\?",
    _I,
)
_BEFORE = frozenset({None, "preparation", "check_in", "choose_case", "present", "information"})
_AFTER = frozenset({None, "deepening", "analysis", "core", "restate", "advice", "response"})


def presenting_question(said: Sequence[Sentence], roles: Roles) -> Line | None:
    """The first question the presenter words as theirs before the deepening, also as an answer to "wat is je vraag"."""
    for index, sentence in enumerate(said):
        if sentence.phase not in _BEFORE or sentence.order or sentence.joke:
            continue
        if _by(sentence, roles.case_presenter) and (match := _BROUGHT.search(sentence.text)):
            line = _line(match["rest"], sentence.turn) or _next_sentence(said, index)
            if line:
                return _last_wording(said, index, line, roles)
        if sentence.speaker != roles.case_presenter and _ASKS_FOR_IT.search(sentence.text):
            line = _answer(said, index, roles)
            if line:
                return line
    return None


def restated_question(said: Sequence[Sentence], roles: Roles, first: Line | None) -> Line | None:
    """The last question the presenter words anew after the first; "hij blijft hetzelfde" leaves it empty."""
    found: Line | None = None
    after = max(first.sources) if first else 0
    for index, sentence in enumerate(said):
        if sentence.turn <= after or sentence.phase not in _AFTER or sentence.order or sentence.joke:
            continue
        if _by(sentence, roles.case_presenter):
            if _SAME.search(sentence.text) and sentence.phase == "restate":
                found = None
            elif (match := _ANEW.search(sentence.text)) and (sentence.phase != "present"):
                found = _line(match["rest"], sentence.turn) or _next_sentence(said, index) or found
        elif sentence.phase == "restate" and found is None and (sentence.asks or _ASKS_FOR_IT.search(sentence.text)):
            found = _answer(said, index, roles)
    return found if found is None or first is None or found.text != first.text else None


def _by(sentence: Sentence, presenter: str | None) -> bool:
    return sentence.speaker is not None and (presenter is None or sentence.speaker == presenter)


def _answer(said: Sequence[Sentence], index: int, roles: Roles) -> Line | None:
    """What the presenter words as a question in the next turns."""
    replies = first_of_turn(said, index, 3)
    turns = [reply.turn for reply in replies if _by(reply, roles.case_presenter)]
    replied = [s for turn in turns for s in said[first_at(said, turn) : first_at(said, turn + 1)]]
    if any(_SAME.search(sentence.text) for sentence in replied):
        return None
    for sentence in replied:
        if match := _WORDED.search(sentence.text):
            return _line(match.group(0), sentence.turn)
    return None


def _last_wording(said: Sequence[Sentence], index: int, line: Line, roles: Roles) -> Line:
    """In the same turn a presenter often starts over: "nee, wacht: …"."""
    for sentence in said[index + 1 :]:
        if sentence.turn != said[index].turn:
            break
        if re.match(r"(?:nee|of nee|wacht|nou ja|of eigenlijk|anders gezegd)\b", sentence.text, _I):
            line = _line(sentence.text, sentence.turn) or line
    return line


def _next_sentence(said: Sequence[Sentence], index: int) -> Line | None:
    after = said[index + 1] if index + 1 < len(said) else None
    if after and after.speaker == said[index].speaker and (match := _WORDED.match(without_opening(after.text))):
        return _line(match.group(0), after.turn)
    return None


def _line(words: str, turn: int) -> Line | None:
    """The question as one sentence with a question mark; None when no question stands there."""
    match = _WORDED.search(words)
    if not match:
        return None
    text = match.group(0).strip(" .,;:!?…–-\"'“”‘’")
    # "hoe ik dit kan doen" is worded inside a sentence and gets no question mark
    sign = "" if re.match(r"\w+ (?:ik|we|wij|je)\b", text) else "?"
    return Line(first_upper(text) + sign, (turn,)) if len(text.split()) >= 4 else None
