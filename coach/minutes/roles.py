"""Who has which role: from what people announce, offer, accept and hand over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.minutes.labels import role_of, split_note
from coach.minutes.model import RoleChange, Roles, Transcript
from coach.minutes.people import NAME, People, hidden_role, listed, looks_like_name
from coach.minutes.replies import answers, first_of_turn, says_no, says_yes, takes_it_on
from coach.minutes.speech import Sentence

ROLES = ("facilitator", "case_presenter", "minutes_taker")
_I = re.IGNORECASE
_WORDS = {
    "facilitator": (
        r"(?:intervisie)?begeleid(?:er|ster|ing|t|en)?|gespreksleid(?:er|ster|ing)|procesbegeleid(?:er|ing)|"
        r"facilitator|(?:zou|zal|mag|ga) (?:vandaag |vanavond |vanmiddag )?leiden|"
        r"faciliteer(?:t)?|faciliteren|voorzitter|voorzitten|zit(?:ten)? (?:jij |je |vandaag |vanavond |vanmiddag |"
        r"dan |"
        r"(?:de )?volgende keer |weer )*voor|voorzitterschap|neem(?:t|en)? (?:\w+ ){0,2}de leiding|leid (?:het|dit|'t)|"
        r"leid(?:t)? (?:vandaag |vanavond )?(?:het gesprek|de bijeenkomst|ons)"
    ),
    "case_presenter": (
        r"(?:casus|probleem)?inbreng(?:er|ster|en|t)?|breng(?:t|en)?\b[^.?!]{0,45}\bin\b|"
        r"heb(?:t)? (?:jij|je) (?:dan |er |nog |ook )+(?:een casus|iets in)|"
        r"wie heeft (?:er )?(?:vandaag )?(?:een casus|iets|wat)|wie wil inbrengen|heb(?:t)? (?:vandaag |zelf |"
        r"wel )?(?:iets|een casus|een vraag) (?:in te brengen|meegenomen)|"
        r"(?:doen|nemen|kiezen|pakken) (?:we )?(?:vandaag )?(?:voor )?(?:de casus|het verhaal) van"
    ),
    "minutes_taker": (
        r"notulist(?:e)?|notuleer(?:t)?|notuleren|verslaglegger|meeschrijven|schrijf(?:t)?\b[^.?!]{0,25}\bmee|"
        r"(?:maak|maakt|maken|doe|doet|doen|schrijf|schrijft|houd|houdt|neem|neemt)\b[^.?!]{0,25}\b(?:verslag|"
        r"notulen|aantekeningen)|"
        r"(?:verslag|notulen|aantekeningen)\b[^.?!]{0,25}\b(?:maken|doen|schrijven|bijhouden|over)"
    ),
}
_ROLE = {role: re.compile(rf"\b(?:{words})\b", _I) for role, words in _WORDS.items()}
_NOT_NOW = re.compile(
    r"\b(?:volgende|vorige|de volgende) (?:keer|bijeenkomst|maal|sessie|ronde)\b|\bvorig(?:e)? (?:jaar|week|"
    r"maand)\b|\bdaarna\b|"
    r"\b(?:notuleerde|begeleidde|bracht)\b|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|"
    r"oktober|"
    r"november|december)\b.{0,30}\b(?:begeleidt|notuleert|brengt)\b",
    _I,
)
_ASKS_NOW = re.compile(r"\bwie\b.{0,30}\b(?:vandaag|nu|vanavond|vanmiddag|vanochtend|deze keer)\b.*\?", _I)
_DENIED = re.compile(r"\b(?:niet|geen|nooit)\b", _I)
_SELF = re.compile(r"\bik\b|\bmij\b|\bmijn (?:casus|inbreng)\b", _I)
_OPENING_TURNS = 25
_START = 8  # what is taken over here was held by somebody who is not there
_OVER = re.compile(r"\b(?:neem|neemt|nemen|overneem|overneemt|overnemen|overgenomen|draag|geef)\b.*\bover\b|"
r"\boverne(?:em|emt|men)\b|"
                   r"\b(?:verder|vanaf (?:nu|hier)|vanaf dit moment|de rest van)\b", _I)  # fmt: skip
_MINE = re.compile(r"\b(?:van (?:mij|me)|mijn (?:rol|taak)|voor mij|voor me)\b", _I)
_WHO = re.compile(r"\bwie\b", _I)
_YOU = re.compile(r"\b(?:jij|je|u)\b", _I)
_TURNS_TO_NEXT = re.compile(
    r"^(?:(?:oké|goed|dan|en|nu|zo|mooi|fijn|nog)\W+)*(?:over )?(?:de )?volgende (?:keer|bijeenkomst|datum)\b", _I
)
_TODAY = re.compile(r"\b(?:vandaag|vanavond|vanmiddag|vanochtend|nu)\b", _I)
_NEXT_TURNS = 8
_STEPS_DOWN = re.compile(
    r"\bik (?:moet|ga) (?:zo |nu |eerder |helaas |straks |even )*(?:weg|gaan|door|naar huis)\b", _I
)


def role_pattern(role: str) -> re.Pattern[str]:
    """The words by which people speak of a role."""
    return _ROLE[role]


@dataclass(frozen=True, slots=True)
class Announced:
    """Somebody gets a role in these turns; `handover` when it passes from one to another."""

    role: str
    who: str
    sources: tuple[int, ...]
    handover: bool


_GIVES_FLOOR = re.compile(
    r"\b(?:ga je gang|brand maar los|steek (?:maar )?van wal|vertel (?:maar|eens)|neem ons mee|(?:het )?woord is aan|"
    r"aan jou het woord)\b",
    _I,
)


def _given_the_floor(said: Sequence[Sentence], people: People, facilitator: str | None) -> str | None:
    """Whoever is told to begin ("ga je gang, Annelies"), or speaks next after it."""
    for index, sentence in enumerate(said):
        if _GIVES_FLOOR.search(sentence.text) and facilitator in {None, sentence.speaker}:
            named = [name for name in people.mentioned(sentence.text) if name != sentence.speaker]
            after = first_of_turn(said, index, 1)
            return named[0] if named else after[0].speaker if after else None
    return None


def find_roles(
    transcript: Transcript, said: Sequence[Sentence], people: People
) -> tuple[Roles, tuple[RoleChange, ...]]:
    """Roles at the start, and the changes after it. A role nobody announced stays None."""
    stated = _labelled(transcript, people)
    changes: list[RoleChange] = []
    holder = dict(stated)
    for new in _announcements(said, people, holder):
        before = holder.get(new.role)
        if before is None and (not new.handover or max(new.sources) <= _START):
            stated[new.role] = holder[new.role] = new.who
        elif new.handover and before != new.who:
            changes.append(RoleChange(new.role, before, new.who, new.sources))
            holder[new.role] = new.who
    if "case_presenter" not in stated and transcript.kind == "speech":
        begins = _given_the_floor(said, people, stated.get("facilitator"))
        if begins and begins not in stated.values():
            stated["case_presenter"] = begins
    taken = set(stated.values())
    peers = tuple(label for label in people.labels if label not in taken)
    return Roles(stated.get("facilitator"), stated.get("case_presenter"), stated.get("minutes_taker"), peers), tuple(
        changes
    )


def _labelled(transcript: Transcript, people: People) -> dict[str, str]:
    """Roles written down: header, notes, or speakers called by their role."""
    found: dict[str, str] = {}
    notes = [turn.text for turn in transcript.turns] if transcript.kind == "notes" else []
    next_time = False
    for item, rest in map(split_note, [*transcript.header.split("\n"), *notes]):
        next_time = next_time or item == "next_meeting"  # roles written below that are those of next time
        stated = [] if next_time else _stated(item, rest)
        found = {role: people.label(name) or name for role, name in stated} | found
    for label in people.labels:
        role = hidden_role(label)
        if role in ROLES:
            found.setdefault(role, label)
    return found


def _stated(item: str | None, rest: str) -> list[tuple[str, str]]:
    """(role, name) of a written line; "Aanwezig: Joke (vz), Bram" gives Joke her role too."""
    if item in ROLES:
        return [(str(item), name) for name in listed(rest)[:1]]
    if item != "present":
        return []
    marked = re.finditer(rf"({NAME})\s*\(([^)]+)\)", rest)
    roles = ((role_of(match.group(2)), match.group(1)) for match in marked)
    return [(role, name) for role, name in roles if role in ROLES and role is not None]


def _announcements(said: Sequence[Sentence], people: People, holder: dict[str, str]) -> list[Announced]:
    found: list[Announced] = []
    now = dict(holder)
    opening = max(_OPENING_TURNS, (said[-1].turn if said else 0) // 3)
    for index, sentence in enumerate(said):
        if _about_next(said, index):
            continue
        for role in _roles_in(sentence, now):
            new = _announced(said, index, role, people)
            # once the case is on, "wie notuleert er dan?" is about another day
            if new and (new.handover or (role not in now and sentence.turn <= opening)):
                now[role] = new.who
                found.append(new)
    return found


def _about_next(said: Sequence[Sentence], index: int) -> bool:
    """Once the talk has turned to the next meeting, "Ans brengt in" is about then, unless somebody says "vandaag"."""
    if _TODAY.search(said[index].text):
        return False
    near = range(index, max(-1, index - 25), -1)
    return any(said[at].turn >= said[index].turn - _NEXT_TURNS and _TURNS_TO_NEXT.search(said[at].text) for at in near)


def _roles_in(sentence: Sentence, holder: dict[str, str]) -> list[str]:
    """The roles a sentence speaks of now; "wil jij het van me overnemen" speaks of the speaker's own."""
    if sentence.order or sentence.joke or (_NOT_NOW.search(sentence.text) and not _ASKS_NOW.search(sentence.text)):
        return []
    roles = [role for role in ROLES if _ROLE[role].search(sentence.text)]
    if not roles and _OVER.search(sentence.text) and (_MINE.search(sentence.text) or _STEPS_DOWN.search(sentence.text)):
        roles = [role for role, who in holder.items() if who == sentence.speaker][:1]
    return roles


def _announced(said: Sequence[Sentence], index: int, role: str, people: People) -> Announced | None:
    sentence = said[index]
    handover = bool(_OVER.search(sentence.text))
    who, sources = _asked(said, index, people) if sentence.asks else _told(said, index, role, people)
    return Announced(role, who, sources, handover) if who else None


def _told(said: Sequence[Sentence], index: int, role: str, people: People) -> tuple[str | None, tuple[int, ...]]:
    """A statement: "ik begeleid vandaag", "Joost notuleert", "Joost, jij notuleert"."""
    sentence = said[index]
    if _DENIED.search(sentence.text):
        return None, ()
    for clause in re.split(
        r"[,;]\s+(?=(?:en\s+)?[A-ZÀ-Ý]|ik\b|en ik\b)|\ben (?=[A-ZÀ-Ý]|ik\b)|\bterwijl\b", sentence.text
    ):
        match = _ROLE[role].search(clause)
        if not match:
            continue
        before, after = _names_near(clause, match, people)
        own = sentence.speaker if _self_near(clause, match) else None
        name = before or own or after
        if name and (name == sentence.speaker or not _refused(said, index, name)):
            return name, (sentence.turn,)
    return _vocative(sentence, people)


def _self_near(clause: str, match: re.Match[str]) -> bool:
    near = clause[max(0, match.start() - 40) : match.end() + 25]
    return bool(_SELF.search(near)) and not re.search(r"\bwie\b|\b(?:de|een|onze) begeleiding van\b", near, _I)


def _names_near(clause: str, match: re.Match[str], people: People) -> tuple[str | None, str | None]:
    """The member named closest before the role word, and right after it; a stranger's name is nobody's role."""
    around = [m for m in re.finditer(NAME, clause) if looks_like_name(m.group(0))]
    known = [(m, people.label(m.group(0))) for m in around]
    before = [label for m, label in known if label and m.end() <= match.end() and match.start() - m.end() < 45]
    after = [label for m, label in known if label and 0 <= m.start() - match.end() < 20]
    return (before[-1] if before else None), (after[0] if after else None)


def _vocative(sentence: Sentence, people: People) -> tuple[str | None, tuple[int, ...]]:
    names = people.mentioned(sentence.text)
    if len(names) == 1 and re.search(r"\bjij\b", sentence.text, _I):
        return names[0], (sentence.turn,)
    return None, ()


def _refused(said: Sequence[Sentence], index: int, who: str) -> bool:
    return any(s.speaker == who and says_no(s.text) for s in first_of_turn(said, index, 2))


def _asked(said: Sequence[Sentence], index: int, people: People) -> tuple[str | None, tuple[int, ...]]:
    """A question: whoever was asked and says yes, or whoever takes it on."""
    sentence = said[index]
    names = people.mentioned(sentence.text)
    asked = names[0] if names and (_YOU.search(sentence.text) or not _WHO.search(sentence.text)) else None
    if asked is None and not _WHO.search(sentence.text) and not _YOU.search(sentence.text):
        return _own_offer(said, index)
    replies = answers(said, index, 6)
    first = next((reply for reply in replies if reply.speaker == asked), None)
    if first and says_yes(first.text):
        replies = [reply for reply in replies if reply.speaker == asked]
    for reply in replies:
        if says_no(reply.text):
            continue
        accepts = (
            says_yes(reply.text) if reply.speaker == asked or (not names and _YOU.search(sentence.text)) else False
        )
        if reply.speaker and (accepts or takes_it_on(reply.text)):
            return reply.speaker, (sentence.turn, reply.turn)
        named = people.mentioned(reply.text)
        if reply.speaker and named and not reply.asks and _WHO.search(sentence.text) and _is_answer(reply.text):
            return named[0], (sentence.turn, reply.turn)
    return None, ()


def _is_answer(text: str) -> bool:
    """A short answer that is only a name, or says that it is somebody's turn."""
    return len(text.split()) <= 3 or bool(re.search(r"\baan de beurt\b|\bis aan\b", text, _I))


def _own_offer(said: Sequence[Sentence], index: int) -> tuple[str | None, tuple[int, ...]]:
    """ "Zal ik notuleren?" counts when somebody says yes."""
    sentence = said[index]
    if not _SELF.search(sentence.text):
        return None, ()
    for reply in first_of_turn(said, index, 2):
        if says_yes(reply.text):
            return sentence.speaker, (sentence.turn, reply.turn)
    return None, ()
