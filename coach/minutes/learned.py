"""What people said they learned, how they looked back on the meeting, and what came of earlier actions."""

import re
from collections.abc import Sequence

from coach.minutes.model import LearnedByPeer, Line, Roles
from coach.minutes.replies import says_no
from coach.minutes.speech import Sentence, first_upper, without_opening

_I = re.IGNORECASE
_LEARNED = re.compile(
    r"\b(?:ik neem (?:vooral |zelf |voor mezelf |in ieder geval |ook |echt )*mee|neem ik (?:vooral |zelf |ook )*mee|"
    r"wat ik (?:vooral |zelf |ook )*(?:meeneem|leer|geleerd heb|heb geleerd)(?:,? is)?|ik heb (?:vandaag |"
    r"vooral |zelf |hier )*geleerd|"
    r"(?:mijn|het|een|de) (?:belangrijkste )?(?:inzicht|leerpunt|les|eyeopener|eye-opener)(?: (?:is|was|voor mij|"
    r"van vandaag))*|"
    r"ik (?:besef|realiseer me|zie nu|snap nu|merk nu|weet nu|ontdek|ontdekte|besefte|leerde|leer)|"
    r"(?:het )?kwartje (?:is gevallen|viel)|voor mij (?:is|was) het inzicht)\b\s*[,:]?\s*(?P<rest>.*)",
    _I,
)
_ASKS_LESSON = re.compile(
    r"\bwat\b.{0,25}\b(?:geleerd|mee|leerpunt|oogst)\b.*\?|"
    r"\bwat is er\b.{0,20}\b(?:anders|veranderd|verschoven|duidelijk\w*|helder\w*)\b.*\?|"
    r"\bwat (?:zie|weet|snap|begrijp) je nu\b.*\?|\bwaar ga je\b.{0,20}\bmee naar huis\b.*\?",
    _I,
)
_STRIKES_HOME = re.compile(
    r"^(?:(?:ja|oh?|oei|oeh|hm+|nou)\W+)*(?:dat|die) is (?:wel |echt |eigenlijk )*(?:een |'n )?(?:goeie|goede|mooie|"
    r"rake|"
    r"inzicht|eyeopener|eye-opener)\b|\bdaar (?:had|heb) ik (?:zo |eigenlijk )?(?:nog )?(?:nooit|niet) (?:zo |echt )*"
    r"(?:bij|over|aan)\b|^(?:goeie|goede vraag|rake vraag|raak)\W*$|"
    r"\bzo had ik het nog niet (?:gezien|bekeken)\b",
    _I,
)
_OWN = re.compile(r"\b(?:ik|me|mij|mijn|mezelf)\b", _I)
_VIEW = re.compile(
    r"\b(?:ik vond|vond ik|ik vind|vind ik|ik merkte|het (?:was|ging|liep|bleef|voelde)|we (?:bleven|waren|"
    r"gingen|hebben|hielden|"
    r"zaten|namen|liepen|zijn)|(?:de )?\w*(?:vragen|ronde|fase|tempo|tijd|sfeer|structuur|begeleiding|"
    r"methode) (?:was|waren|ging|werkte|hielp)|"
    r"fijn dat|goed dat|jammer dat|mooi dat|volgende keer (?:mogen|kunnen|moeten|wil|graag|iets|meer|minder|"
    r"eerder))\b",
    _I,
)
_ABOUT_AGREEMENT = re.compile(r"\b(?:datum|agenda|zaal|ik (?:stuur|mail|bel|regel|ga))\b", _I)
_LAST_TIME = re.compile(
    r"\b(?:vorige|de vorige|laatste|afgelopen) (?:keer|bijeenkomst|maal)\b|\bik zou\b.{0,80}|"
    r"\bsinds (?:de )?vorige\b|\bterug(?:kijken|blik)\b|\bhoe (?:is|ging) het (?:gegaan|afgelopen|met)\b",
    _I,
)
_DONE = re.compile(r"\b(?:gedaan|gelukt|gebeld|gemaild|gesproken|gevraagd|besproken|geprobeerd|gestuurd|gelezen|"
r"geregeld|gehad|gemaakt|"
                   r"niet (?:van )?gekomen|nog niet|niet gelukt|blijven liggen|gegaan|opgepakt|"
                   r"uitgeprobeerd)\b", _I)  # fmt: skip
_CLOSING = frozenset({"response", "harvest", "evaluation"})
_OPENING = frozenset({"preparation", "check_in", "choose_case"})
_LONGEST = 220


def learned(said: Sequence[Sentence], roles: Roles) -> tuple[tuple[Line, ...], tuple[LearnedByPeer, ...]]:
    """(by the presenter, by the others). Only what somebody words as learned, when the meeting closes."""
    presenter: list[Line] = []
    peers: list[LearnedByPeer] = []
    for index, sentence in enumerate(said):
        if sentence.asks or sentence.joke or sentence.order:
            continue
        mine = sentence.speaker is not None and sentence.speaker == roles.case_presenter
        line = _learned_here(said, index) if _closing(sentence, said) or (mine and _answers(said, index)) else None
        line = line or (_struck_home(said, index) if mine else None)
        if line is None:
            continue
        if mine:
            presenter.append(line)
        else:
            peers.append(LearnedByPeer(sentence.speaker, line.text, line.sources))
    return tuple(presenter), tuple(peers)


def _learned_here(said: Sequence[Sentence], index: int) -> Line | None:
    sentence = said[index]
    if _answers(said, index):
        return _line(sentence.text.strip(" .…"), sentence.turn)
    match = _LEARNED.search(sentence.text)
    return _lesson(match, said, index) if match else None


def _struck_home(said: Sequence[Sentence], index: int) -> Line | None:
    """What the presenter said of themselves just before "dat is wel een goeie", in the same turn."""
    before = said[index - 1] if index else None
    if before is None or before.turn != said[index].turn or not _STRIKES_HOME.search(said[index].text):
        return None
    words = without_opening(before.text).strip(" .…")
    return _line(words, before.turn) if _OWN.search(words) and len(words.split()) > 4 else None


def _answers(said: Sequence[Sentence], index: int) -> bool:
    """ "Dat ik ook vaak ja zeg", as the first words after "wat hebben jullie geleerd?", also when others went first."""
    here = said[index]
    if not here.text.startswith("Dat ") or (index and said[index - 1].turn == here.turn):
        return False
    asked = [s for s in said[max(0, index - 12) : index] if s.asks and here.turn - s.turn <= 4]
    return bool(asked) and bool(_ASKS_LESSON.search(asked[-1].text))


def _lesson(match: re.Match[str], said: Sequence[Sentence], index: int) -> Line | None:
    """The words after "ik neem mee dat"; the next sentence when nothing follows."""
    sentence = said[index]
    rest = re.sub(r"^(?:is|van)\s+", "", match["rest"].strip(" ,:…"), flags=_I).strip(" ,.…")
    if len(rest.split()) < 3:
        before = sentence.text[: match.start()].strip(" ,.")
        after = said[index + 1] if index + 1 < len(said) and said[index + 1].turn == sentence.turn else None
        rest = before if len(before.split()) >= 3 else (after.text.strip(" .") if after else "")
    return _line(rest, sentence.turn)


def evaluation(said: Sequence[Sentence]) -> tuple[Line, ...]:
    """What was said about how the group worked, in the evaluation only."""
    lines = []
    for sentence in said:
        fits = sentence.phase == "evaluation" and not sentence.asks and not sentence.joke and not sentence.order
        if fits and _VIEW.search(sentence.text) and not _ABOUT_AGREEMENT.search(sentence.text):
            line = _line(without_opening(sentence.text).strip(" ."), sentence.turn)
            lines += [line] if line else []
    return tuple(lines)


def look_back(said: Sequence[Sentence]) -> tuple[Line, ...]:
    """What came of earlier actions, said at the start."""
    lines: list[Line] = []
    asked = -10
    for index, sentence in enumerate(said):
        if sentence.phase not in _OPENING | {None} or (sentence.phase is None and index > 0.25 * len(said)):
            continue
        if _LAST_TIME.search(sentence.text):
            asked = sentence.turn
        near = sentence.turn - asked <= 4
        if (
            near
            and not says_no(sentence.text)
            and _DONE.search(sentence.text)
            and not sentence.asks
            and not sentence.joke
        ):
            line = _line(without_opening(sentence.text).strip(" ."), sentence.turn)
            lines += [line] if line else []
    return tuple(lines)


def _closing(sentence: Sentence, said: Sequence[Sentence]) -> bool:
    if sentence.joke or sentence.order:
        return False
    late = sentence.turn > 0.7 * said[-1].turn
    return sentence.phase in _CLOSING or (late and sentence.phase in {None, "advice", "restate"})


def _line(text: str, turn: int) -> Line | None:
    words = text.split()
    if len(words) < 3:
        return None
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Line(first_upper(text), (turn,))
