"""More questions at once (domain C.1.8), and the single questions of a stack."""

import re

from coach.question.heads import Head, Reading

_JOINTS = frozenset(
    {"en", "of", "ook", "dan", "daarnaast", "trouwens", "maar", "eh", "euh", "uh", "ehm", "nou", "o", "ja"}
)
_FRONT = frozenset({"wat", "wie", "welke", "welk"})  # what stands in the place of a thing or a person
_SUBJECTS = frozenset({"je", "jij", "u", "ge", "hij", "ze", "zij", "het", "dat", "we", "jullie"})
_ASKS_LEAVE = re.compile(r"mag ik (?:\w+ ){0,3}vragen$")
_MEASURES = frozenset({"vaak", "lang", "laat", "veel"})
_PREPOSITIONS = frozenset({"met", "door", "van", "voor", "bij", "sinds", "tot", "vanaf", "aan", "tegen", "via", "naar"})
_TAIL = re.compile(
    r"[\s,;–-]+(?:(?:of )?nee,? laat .*|en,? als u er nu op terugkijkt"
    r"|of nee|nee|o ja|ik bedoel|bedoel ik|eh|euh|dus|(?:eigenlijk )?wil ik weten|zeg maar|trouwens"
    r"|(?:en,? )?maar dat is (?:misschien |eigenlijk |al )*(?:een|iets|de)\b.*|(?:en )?vooral|(?:en )?los daarvan)$",
    re.IGNORECASE,
)
_PRESENT = frozenset({"is", "zijn", "ben", "bent", "heb", "hebt", "heeft", "kan", "wil", "gaat", "ga", "doet", "doe"})


def is_stacked(reading: Reading) -> bool:
    """Two or more heads that each ask something of their own."""
    return len(_own(reading)) > 1


def parts_of(reading: Reading, text: str) -> tuple[str, ...]:
    """The single questions of a stack in the asker's words, each whole, with a capital and a question mark."""
    heads = [head for head in _own(reading) if not _ASKS_LEAVE.search(" ".join(head.words))]
    if len(heads) < 2:
        return ()
    parts: list[str] = []
    for i, head in enumerate(heads):
        before = heads[i - 1] if i else None
        parts.append(_whole(head, before, text))
    return tuple(dict.fromkeys(parts))


def _own(reading: Reading) -> list[Head]:
    return [head for head in reading.heads if head.kind in ("wh", "verb", "invite")]


def _whole(head: Head, before: Head | None, text: str) -> str:
    """One question; words it borrows from the question before ("met wie", "hoe u dat deed") are filled in."""
    words = _words(head)
    said = text[head.start : words[-1][1]]
    lows = [text[a:b].lower() for a, b in words]
    if before is not None and _leans(head, before):
        return _sentence(f"{_opening(before, text)} {_without_joint(said)}", asks=head.sentence.asks)
    if head.kind == "wh" and _bare(lows) and before is not None:
        return _sentence(_borrowed(_without_joint(said), head, before, text))
    return _sentence(_without_joint(said), asks=not said.lower().startswith("ik ") or head.sentence.asks)


def _leans(head: Head, before: Head) -> bool:
    """ "… en hoe u dat deed": a clause that hangs on the opening of the question before."""
    if not before.indirect or head.kind != "wh" or head.sentence is not before.sentence:
        return False
    return not head.wrapped and (head.verb is None or not _inverted(head))


def _bare(lows: list[str]) -> bool:
    """ "Door wie", "waarom", "hoe vaak": a question word that leans on the question before."""
    rest = [low for low in lows if low not in _MEASURES]
    return len(rest) == 1 or (len(rest) == 2 and rest[0] in _PREPOSITIONS)


def _inverted(head: Head) -> bool:
    """ "Wat deed je", not "wat je deed"."""
    after = head.sentence.lows[head.first + 1 : head.first + 3]
    if after and after[0] in _MEASURES:
        after = after[1:]
    return bool(after) and after[0] not in _SUBJECTS


def _opening(before: Head, text: str) -> str:
    """ "Kunt u vertellen" of "kunt u vertellen hoe het ging": a second clause needs it as well."""
    words = before.sentence.words
    prefixed = before.first > 0 and words[before.first - 1].low in _PREPOSITIONS
    first = before.first - 1 if prefixed else before.first
    return text[words[before.said_from].start : words[first - 1].end] if first > before.said_from else ""


def _borrowed(said: str, head: Head, before: Head, text: str) -> str:
    """ "Is het graf betaald? Door wie?" gives "Door wie is het graf betaald?"."""
    asked = said[:1].lower() + said[1:]
    words = [text[a:b] for a, b in _words(before)]
    lows = [word.lower() for word in words]
    # "wie" alone would need a place in the sentence; "door wie" and "wanneer" only come before it.
    if before.kind == "verb" and (head.sentence.lows[head.first] not in _FRONT or " " in asked):
        return f"{asked} {lows[0]} {' '.join(words[1:])}"
    verb = (before.verb or before.first) - before.first
    if before.kind == "wh" and 0 < verb < len(words) and lows[0] not in _FRONT and lows[verb + 1 : verb + 2]:
        return f"{asked} {' '.join(words[verb:])}"
    now = verb < len(lows) and lows[max(verb, 0)] in _PRESENT
    return f"{asked} {'is' if now else 'was'} dat"


def _words(head: Head) -> list[tuple[int, int]]:
    words = list(head.sentence.words[head.first : head.stop])
    while len(words) > 1 and words[-1].low in _JOINTS | {"nee"}:
        answered = words.pop().low in ("ja", "nee")
        if answered and words[-1].low in ("zo", "indien") and len(words) > 1:
            words.pop()  # "en zo ja, wie …"
    return [(word.start, word.end) for word in words]


def _without_joint(said: str) -> str:
    return re.sub(r"^(?:en|of|maar|dus)\s+", "", said.strip(" ,;:-–"), flags=re.IGNORECASE)


def _sentence(text: str, asks: bool = True) -> str:
    text = " ".join(text.strip(" ,;:-–").split())
    while (cut := _TAIL.sub("", text)) != text:
        text = cut
    return text[:1].upper() + text[1:] + ("?" if asks else ".")
