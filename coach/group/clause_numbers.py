"""Numbers in a group's own text that a choice of its clause does not follow ("60 dagen" while a year holds). Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.group.choices import Choice, Number, OneOf, Value
from coach.group.clauses import Book, Clause
from coach.group.terms import ClauseTerms, Terms
from coach.text import clean


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """`said` stands in the text of a clause, and the software does not do so; `holds` is what it does."""

    clause: str
    title: str
    said: str
    holds: tuple[str, ...]


_COUNT = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig"
)
_TENS = {"dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90}
_WORDS = {word: number for number, word in enumerate(_COUNT.split())} | {"één": 1} | _TENS
_OTHERS = {"half": 0.5, "anderhalf": 1.5, "honderd": 100.0}
# How many days one of them has, from the fewest to the most.
_DAYS = {"dag": (1, 1), "week": (7, 7), "maand": (28, 31), "kwartaal": (90, 92), "jaar": (365, 366)}
_NUMBER = rf"\d{{1,5}}|(?:een\s+)?(?:half|anderhalf)|honderd|elke?|iedere?|eens\s+per|{'|'.join(_WORDS)}"
_FOUND = re.compile(
    rf"\b({_NUMBER})\s+(dag(?:en)?|we(?:ek|ken)|maand(?:en)?|kwarta(?:al|len)|ja(?:ar|ren)|"
    r"mensen|personen|leden|deelnemers|bijeenkomsten|keer)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]+")
_TIME = {"days": (1, 1), "weeks": (7, 7), "months": (28, 31)}


def unfollowed(book: Book, terms: Terms) -> tuple[Unfollowed, ...]:
    """Every such number, clause by clause. Our own sentences are left alone: their numbers are no choice."""
    return tuple(found for clause in book.clauses for found in _in_clause(clause, terms[clause.id]))


def _in_clause(clause: Clause, terms: ClauseTerms) -> Iterator[Unfollowed]:
    ours = {" ".join(sentence.split()) for sentence in _SENTENCE.findall(clause.text)}
    seen = set()
    for sentence in _SENTENCE.findall(clean(terms.text)):
        if " ".join(sentence.split()) in ours:
            continue
        for found in _FOUND.finditer(sentence):
            choices = _about(clause, sentence, found.group(2).lower())
            said = " ".join(found.group().split())
            if said in seen or not choices or any(_same(one, terms.choices[one.id], found) for one in choices):
                continue
            seen.add(said)
            holds = tuple(line for one in choices for line in one.said(terms.choices[one.id]))
            yield Unfollowed(clause.id, clause.title, said, holds)


def _about(clause: Clause, sentence: str, noun: str) -> list[Choice]:
    """The choices that a number in this sentence can be about. A time that says of what it is not, is of all times."""
    kind = {"bijeenkomsten": "meetings", "keer": "meetings"}.get(noun, "time" if _day(noun) else "people")
    fit = [one for one in clause.choices if one.unit and ("time" if one.unit in _TIME else one.unit) == kind]
    low = sentence.casefold()
    named = [one for one in fit if any(part in low for part in one.about)]
    return named or [one for one in fit if one.unit == "days"]


def _same(choice: Choice, value: Value, found: re.Match[str]) -> bool:
    amount, noun = _amount(found.group(1)), found.group(2).lower()
    number = choice.days(value) if isinstance(choice, OneOf) else value if isinstance(choice, Number) else None
    if number is None or not isinstance(number, int):
        return False
    day = _day(noun)
    if not day:
        return amount == number
    low, high = _TIME[choice.unit]
    return amount * day[0] <= number * high + 1 and number * low <= amount * day[1] + 1


def _day(noun: str) -> tuple[int, int] | None:
    return next((days for word, days in _DAYS.items() if noun[:2] == word[:2]), None)


def _amount(text: str) -> float:
    word = text.lower().split()[-1]
    return float(word) if word.isdigit() else _OTHERS.get(word, float(_WORDS.get(word, 1)))
