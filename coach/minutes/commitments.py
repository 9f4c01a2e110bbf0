"""Sentences in which somebody takes something on, is asked to, or is said to."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coach.minutes import dates, verbs
from coach.minutes.people import People
from coach.minutes.replies import says_yes
from coach.minutes.speech import Sentence, without_opening

Way = Literal["self", "offer", "request", "open", "told", "group"]
_I = re.IGNORECASE
_SAID = re.compile(r"\b(?:afspraak|afgesproken|we spreken af|spreken we af|actie(?:punt)?|ik beloof|beloofd)\b", _I)
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
_ROLE_TASK = re.compile(
    r"\b(?:begeleiden|notuleren|inbrengen|voorzitten|voorzitterschap|meeschrijven|in te brengen|"
    r"de leiding)\b",
    _I,
)
_WRITING = re.compile(r"(?:dat|het|die|dit|'t)?\s*(?:opschrijven|noteren|notuleren|vastleggen|neerzetten|opnemen)$", _I)
_TO_GIVE = re.compile(
    r"\b(?P<front>die|dat|het|de \w+|het \w+) (?:krijg|krijgen|krijgt) (?:je|jij|jullie)\b.*\b(?:van (?:mij|me))\b", _I
)
_TOPIC = re.compile(
    r"\b(?P<np>(?:de|het|dat|die|een|onze|mijn) [^\W\d]{3,}(?: (?:over|voor|van|met|uit|bij) (?:(?:de|het|een|die|"
    r"dat) )?"
    r"[^\W\d]{3,})?)(?=\s*(?:[,?.!]|$|\b(?:hebben|nodig|nog|wel|dan|ook|\w+en)\b))",
    _I,
)
_COMMON_START = re.compile(r"(?:het|de|een|die|dat|dit|deze|mijn|onze|ons|jullie|dan|er|daar)\b", _I)
_TOPIC_FIRST = re.compile(
    r"^(?:(?:en|dan|oké|fijn|top|mooi|goed|o ja)\W+)*(?P<np>(?:de|het|dat|die|onze) \w{3,}(?: \w+){0,5})(?:\?|"
    r", (?:wie|waar|hoe)\b)",
    _I,
)
_NO_TOPIC = verbs.word_set("""
keer week dag volgende eerste tweede laatste had heb hebben was zou kan wil moet doe doet gaat ga beetje vraag
""")
_DO_IT = re.compile(r"(?:het|dat|dit|'t)\b.{0,30}\b(?:doen|proberen|uitproberen|zeggen|vragen)\b", _I)
_POINTS_BACK = re.compile(r"^(?:dat|die|het|hem|'t|ze|daar)\b", _I)
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


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something to do that a sentence speaks of. `who` is None when the speaker leaves that open."""

    way: Way
    who: str | None
    what: str
    day: dates.Day | None
    sentence: Sentence
    index: int
    firm: bool  # said as an agreement ("afspraak", "ik beloof"), so its phase does not matter


def commitments(sentence: Sentence, index: int, people: People, meeting: date | None) -> list[Commitment]:
    """The things to do in one sentence. Jokes, orders to the writer, doubt and denial give none."""
    if sentence.joke or sentence.order:
        return []
    found: list[Commitment] = []
    clauses = _clauses(sentence.text, people)
    whole = sentence.text if len(clauses) == 1 else ""  # a day said in one clause is not the day of the next
    for clause in clauses:
        new = _of_clause(clause, sentence, people)
        if new is None:
            continue
        way, who, task = new
        if _WRITING.match(task.strip()):
            continue
        day, what = _without_day(task, clause, whole, meeting)
        if what and day and _empty(what) and _DO_IT.match(what):
            what = without_opening(sentence.text).strip(" .!?")
        if what and not _empty(what) and not _ROLE_TASK.search(what):
            if _POINTS_BACK.match(what) and len(what.split()) <= 2 and day is None and what.endswith("meenemen"):
                continue  # "dat neem ik mee": a lesson, no task
            found.append(
                Commitment(way, who, _lower(what, people), day, sentence, index, bool(_SAID.search(sentence.text)))
            )
    return found


def _clauses(text: str, people: People) -> list[str]:
    """A sentence cut where another name or "ik" takes over ("Karin belt hem, Joost mailt en ik regel de zaal")."""
    names = people.called
    actors = rf"(?:ik\b|{names}\b(?!\s*,?\s*(?:wil|kun|kan|zou|jij)))" if names else r"ik\b"
    verb = "|".join(verbs.FIRST)
    parts = re.split(rf"(?:,\s*(?:en\s+)?|\s+en\s+|;\s*)(?={actors}|dan (?:{verb}) ik\b)", text)
    return [without_opening(part) for part in parts if part.strip()]


Found = tuple[Way, str | None, str]


def _of_clause(clause: str, sentence: Sentence, people: People) -> Found | None:
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


def topic(text: str) -> str | None:
    """The last thing a sentence names ("En het register, wie doet dat?" -> "het register"), for "die" and "het"."""
    if match := _TOPIC_FIRST.match(text):
        return match["np"][:1].lower() + match["np"][1:]
    found = [match["np"] for match in _TOPIC.finditer(text) if not _no_thing(match["np"].split()[1].lower())]
    return found[-1][:1].lower() + found[-1][1:] if found else None


def _no_thing(word: str) -> bool:
    return word in _NO_TOPIC or bool(re.fullmatch(r"ge\w+[dt]", word))  # "is dat gebeurd?"


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
    front = front[:1].lower() + front[1:] if _COMMON_START.match(front) else front
    pronoun = re.match(r"(?:jullie|je|jou|hem|haar|hen|ze)\b", rest, _I)
    if front and pronoun:
        return f"{pronoun.group(0)} {front} {rest[pronoun.end() :]}"
    return f"{front} {rest}"


def _lower(what: str, people: People) -> str:
    """Without a capital in front, unless a name or a whole sentence opens it."""
    first = what.split(" ")[0]
    if (
        people.known(first)
        or first in {"Ik", "We", "Wij"}
        or not first.lower().isalpha()
        or not _COMMON_START.match(what)
    ):
        return what
    return what[:1].lower() + what[1:]


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


def _without_day(task: str, clause: str, whole: str, meeting: date | None) -> tuple[dates.Day | None, str]:
    """The day this clause settles on (after corrections), and the task without days."""
    day = dates.settled(clause, meeting) or dates.settled(whole, meeting)
    if day:
        task = task.replace(day.said, " ")
    for mention in reversed(dates.find(task, meeting)):
        task = task[: mention.start] + task[mention.end :]
    task = re.sub(r"\b(?:op|voor|vóór|uiterlijk|tegen)\s*(?=$|[,.])|\s+,", "", task)
    task = re.sub(r"\s+", " ", task).strip(" ,.;:-–…")
    return day, task


def _empty(what: str) -> bool:
    """Nothing that can be looked back on: a lone verb of thinking, or only small words."""
    words = verbs.main_clause(what).lower().split()
    small = {"het", "dat", "dit", "er", "hem", "haar", "ze", "daar", "hier", "doen", "gaan", "iets", "zo", "'t"}
    if all(word in small for word in words):
        return True
    ends = verbs.infinitives(" ".join(words))[-1:]
    return bool(ends and ends[0] in verbs.VAGUE and "laten" not in words) or len(words) < 2
