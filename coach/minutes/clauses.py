"""One clause: who would do what, said by oneself, offered, asked, told, or settled by all."""

import re
from typing import Literal

from coach.minutes import dates, verbs
from coach.minutes.people import People
from coach.minutes.replies import says_yes
from coach.minutes.speech import Sentence

Way = Literal["self", "offer", "request", "open", "told", "group"]
_I = re.IGNORECASE
_LABEL = re.compile(
    r"^.{0,25}\b(?:de )?(?:afspraak|afspraken|actie|acties|actiepunt|actiepunten)(?: (?:is|zijn))?\s*:?\s*", _I
)
_GROUP = re.compile(
    r"\b(?:(?:we|wij) (?:spreken|spraken|hebben) (?:dus )?(?:nu )?af(?:gesproken)?|spreken we (?:dus )?(?:nu )?af|"
    r"(?:de )?afspraak is|afgesproken(?: is)?)[,:]?\s*(?:dat|om)?\s*(?P<rest>.+)",
    _I,
)
_SHALL_WE = re.compile(r"^zullen we\b(?P<rest>.+)", _I)
_WHO_DOES = re.compile(rf"^wie (?:gaat|zal|wil|kan|(?P<v>{'|'.join(verbs.THIRD)}))\b(?P<rest>.+)", _I)
_ASKS_WHAT = re.compile(r"\b(?:wat|hoe|waarom|wanneer|welke?|waar\w*|wie)\b", _I)  # "Fatima, waar ga je mee …?"
_TO_GIVE = re.compile(
    r"\b(?P<front>die|dat|het|de \w+|het \w+) (?:krijg|krijgen|krijgt) (?:je|jij|jullie)\b.*\b(?:van (?:mij|me))\b", _I
)
COMMON_START = re.compile(r"(?:het|de|een|die|dat|dit|deze|mijn|onze|ons|jullie|dan|er|daar)\b", _I)
_YOU_PART = re.compile(
    rf"\b(?:(?P<aux>wil|kun|kan|zou|ga|zul)\s+(?:jij|je)|(?P<v1>{'|'.join(verbs.FIRST)})\s+(?:jij|je)|"
    rf"jij\s+(?:(?P<aux2>gaat|zou|wilt|kunt|zult)|(?P<v2>{'|'.join(verbs.THIRD)})))\b(?P<rest>.*)",
    _I,
)
_UNSURE = re.compile(
    r"\b(?:misschien|wellicht|eventueel|zou(?:den)?|ik (?:wil|kan)(?! wel)|altijd|meestal|vaak|soms|nooit|"
    r"elke keer dat|"
    r"toen|gisteren|vorige|net|niet|geen|had|was|als ik|wanneer ik|stel dat|stel|denk erover|weet niet)\b",
    _I,
)
_THAT = re.compile(r"(?<!,)\s+(?:dat|of|zodat|omdat|hoe|wat)\s+(?=(?:ik|je|jij|hij|ze|zij|we|het|er|de|mijn)\b)", _I)
_IF = re.compile(r"\b(?:als ik|wanneer ik|stel dat|toen|denk erover|weet niet)\b", _I)
_EXCEPT = re.compile(
    r",?\s*(?:net )?(?:zo)?als (?:de )?(?:vorige|laatste) (?:keer|week)|\b(?:niet vergeten|niet te laat|niet alleen|"
    r"weet niet of)\b",
    _I,
)
_STOP = re.compile(
    r"(?:[;–—]|,\s*(?:en|maar|want|dan|dus|goed|oké|ja|hè|toch|daarna|dat|als)\b|\s+(?:maar|want)\s|"
    r",\s+(?=(?:ik|jij|[A-ZÀ-Ý]\w+) )|\s…\s|:\s)",
    _I,
)
Found = tuple[Way, str | None, str]


def of_clause(clause: str, sentence: Sentence, people: People) -> Found | None:
    """How, who and what of one clause; None for doubt, denial, or when nobody would do anything."""
    wish = sentence.asks and re.search(r"\bzou(?:den)?\s+(?:jij|je)\b", clause, _I)
    main = _THAT.split(clause)[0] or clause  # "ik vertel haar dat ik na zessen niet reageer" is no denial
    if (_UNSURE.search(_EXCEPT.sub("", main)) or _IF.search(clause)) and not wish:
        return None
    if sentence.asks:
        return _asked(clause, sentence, people) or _self(clause, sentence, tag_only=True)
    return (
        _group(clause, sentence)
        or _self(clause, sentence)
        or _told(clause, people)
        or _you_told(clause, sentence, people)
    )


def _self(clause: str, sentence: Sentence, tag_only: bool = False) -> Found | None:
    """ "Ik bel haar vrijdag." With `tag_only`, a question counts only as a statement with a short tag behind it."""
    if tag_only and not re.search(
        r",\s*(?:goed|oké|hè|toch|akkoord|is dat goed|vind je dat goed)\s*\?$", sentence.text, _I
    ):
        return None
    task = None
    if match := _TO_GIVE.search(clause):
        task = f"{match['front']} geven"
    elif promise := verbs.promised(clause):
        task = promise
    elif match := verbs.SELF_PLAN.search(clause):
        aux = (match["aux1"] or match["aux2"]).lower()
        task = verbs.as_plan(_bare(match["rest"]))
        if aux in {"wil", "kan"} and "wel" not in match["rest"].lower().split()[:2]:
            task = None
    elif match := verbs.SELF_ACT.search(clause):
        verb = (match["v1"] or match["v2"]).lower()
        subordinate = match["v1"] and re.search(
            r"\b(?:die|dat|wat|of|als|hoe|"
            r"omdat)\s*$",
            clause[: match.start()],
            _I,
        )
        if not subordinate:
            task = verbs.as_task(_objects(clause, match), verbs.FIRST[verb])
    return ("self", sentence.speaker, task) if task else None


def _objects(clause: str, match: re.Match[str]) -> str:
    """All that belongs to the verb. In "Het stuk stuur ik jullie" the object stands first; pronouns go before it."""
    rest = _bare(match["rest"]).strip()
    front = clause[: match.start()].strip(" ,").rsplit(", ", 1)[-1] if match["v2"] else ""
    front = "" if says_yes(front) else front  # "Is goed, doe ik": that takes on what was asked, it names no task
    front = front[:1].lower() + front[1:] if COMMON_START.match(front) else front
    pronoun = re.match(r"(?:jullie|je|jou|hem|haar|hen|ze)\b", rest, _I)
    if front and pronoun:
        return f"{pronoun.group(0)} {front} {rest[pronoun.end() :]}"
    return f"{front} {rest}"


def _told(clause: str, people: People) -> Found | None:
    """ "Karin mailt de zaal." """
    clause = _LABEL.sub("", clause) or clause
    names = people.mentioned(clause[:40])
    if not names:
        return _everyone(clause)
    name = next((w for w in (names[0], names[0].split(" ")[0]) if w.lower() in clause.lower()), names[0])
    at = clause.lower().find(name.lower())
    if at > 3:
        return None
    return _third("told", names[0], clause[at + len(name) :])


def _everyone(clause: str) -> Found | None:
    match = re.match(r"(?:iedereen|allemaal|we allemaal)\b", clause, _I)
    return _third("group", "allen", clause[match.end() :]) if match else None


def _third(way: Way, who: str, rest: str) -> Found | None:
    rest = rest.lstrip(" ,:-")
    if match := verbs.THIRD_PLAN.match(rest):
        task = verbs.as_plan(_bare(match["rest"]))
    elif match := verbs.THIRD_ACT.match(rest):
        task = verbs.as_task(_bare(match["rest"]), verbs.THIRD[match["v"].lower()])
    else:
        return None
    return (way, who, task) if task else None


def third_person(rest: str) -> str | None:
    """ "mailt de zaal" as a task; None when no verb of doing opens it."""
    found = _third("told", "", rest)
    return found[2] if found else None


def _asked(clause: str, sentence: Sentence, people: People) -> Found | None:
    if match := re.match(r"zal ik\b(?P<rest>.+)", clause, _I):
        task = verbs.as_plan(_cut(match["rest"]))
        return ("offer", sentence.speaker, task) if task else None
    if match := _SHALL_WE.match(clause):
        task = verbs.as_plan(_cut(match["rest"]))
        return ("group", "allen", task) if task else None
    if match := _WHO_DOES.match(clause):
        verb = match["v"]
        task = (
            verbs.as_task(_bare(match["rest"]), verbs.THIRD[verb.lower()])
            if verb
            else verbs.as_plan(_bare(match["rest"]))
        )
        return ("open", None, task) if task else None
    return _you(clause, sentence, people)


def _you(clause: str, sentence: Sentence, people: People) -> Found | None:
    match = _YOU_PART.search(clause)
    if not match or _ASKS_WHAT.search(clause[: match.start()]):
        return None
    names = [name for name in people.mentioned(sentence.text) if name != sentence.speaker]
    if match["aux"] or match["aux2"]:
        task = verbs.as_plan(_bare(match["rest"]))
    elif match["v1"]:
        task = verbs.as_task(_bare(match["rest"]), verbs.FIRST[match["v1"].lower()])
    else:
        task = verbs.as_task(_bare(match["rest"]), verbs.THIRD[match["v2"].lower()])
    return ("request", names[0] if names else None, task) if task else None


def _you_told(clause: str, sentence: Sentence, people: People) -> Found | None:
    """ "Joost, jij stuurt de tekst rond." is a request until Joost says yes."""
    if not re.search(r"\bjij\b", clause, _I) or not people.mentioned(sentence.text):
        return None
    return _you(clause, sentence, people)


def _group(clause: str, sentence: Sentence) -> Found | None:
    """ "We spreken af dat we de telefoons weglaten." """
    match = _GROUP.search(clause)
    if not match or re.match(r"(?:ik|jij)\b", match["rest"], _I):
        return None
    rest = re.sub(r"^(?:dat\s+)?(?:we|wij|iedereen)\s+", "", match["rest"], flags=_I)
    if rest == match["rest"]:
        return None
    return "group", "allen", rest.strip(" .!?,")


def _cut(rest: str) -> str:
    """Up to where the speaker goes on to something else."""
    match = _STOP.search(rest)
    while match and dates.find(rest[: match.end() + 30], None) and re.match(r",\s*(?:dus|dat)", match.group(0)):
        match = _STOP.search(rest, match.end())
    return rest[: match.start()] if match else rest


def _bare(rest: str) -> str:
    """The words that belong to the task: cut, and without days, so that a particle stands last ("… rond vrijdag")."""
    rest = _cut(rest)
    for mention in reversed(dates.find(rest, None)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return re.sub(r"\s+", " ", rest).strip()
