"""What a question is about: the person, the thing or the moment in it that may come back in a better question.

Only word groups that are certain to be whole are taken: an article or possessive with a noun that texts.toml knows.
An indefinite group ("een gesprek") mostly belongs to the step the asker thought of, and is never taken.
"""

from dataclasses import dataclass
from typing import NamedTuple

from coach.question.heads import Head
from coach.question.lexicon import Lexicon
from coach.question.reading import Word

SLOTS = ("{persoon}", "{ding}", "{moment}")
_YOURS = frozenset({"je", "jouw", "uw", "jullie"})
_ARTICLES = frozenset({"de", "het", "die", "dat", "deze", "dit", "zijn", "haar", "hun"}) | _YOURS
_PRONOUNS = {"haar": "haar", "hem": "hem", "'m": "hem", "hen": "hen"}
_BEFORE_EVENT = frozenset({"tijdens", "bij", "in", "na", "op"})
_MOMENTS = frozenset({"dag", "avond", "ochtend", "middag", "nacht", "weekend", "week"})
_AFTER_PRONOUN = frozenset(
    {
        "te", "om", "in", "aan", "op", "met", "over", "bij", "uit", "naar", "van", "voor", "een", "de", "het", "dat",
        "dit", "die", "er", "daar", "hier", "zelf", "nou", "nu", "dan", "toen", "en", "of", "kunnen", "moeten",
        "willen", "laten", "zo", "even", "mee", "af", "door", "tegen", "tot", "wat", "hoe", "waarom", "als",
    }
)  # fmt: skip
_WHOLE_ONLY = ("relatie", "band", "contact")  # says nothing without "met je moeder"
_TITLES = frozenset({"mevrouw", "meneer", "mijnheer"})  # nobody owns these: "als je mevrouw belt"
_MOST_CLAUSE = 8
_LEAST_TAIL = 5  # a shorter last part misleads: "verband" is no "band"


class TopicWords(NamedTuple):
    """Nouns by what they stand for; a noun also counts as the last part of a compound."""

    person: frozenset[str]
    helper: frozenset[str]
    plural: frozenset[str]
    thing: frozenset[str]
    event: frozenset[str]
    takes_in: frozenset[str]
    takes_with: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """Word groups for the slots of texts.toml; "" when there is none that is certain."""

    person: str = ""
    thing: str = ""
    moment: str = ""

    def slots(self) -> dict[str, str]:
        """The slots that can be filled."""
        pairs = zip(SLOTS, (self.person, self.thing, self.moment), strict=True)
        return {slot: words for slot, words in pairs if words}


class _Group(NamedTuple):
    """Words `first` up to `stop`, with the noun at the end of the first part."""

    first: int
    stop: int
    noun: str


def topic_of(words: tuple[Word, ...], head: Head | None, nouns: TopicWords, lexicon: Lexicon, polite: bool) -> Topic:
    """The topic of the words of one question, in the je-form or the u-form."""
    return _Finder(words, head, nouns, lexicon, polite).topic()


class _Finder:
    def __init__(
        self, words: tuple[Word, ...], head: Head | None, nouns: TopicWords, lexicon: Lexicon, polite: bool
    ) -> None:
        self.words, self.nouns, self.polite = words, nouns, polite
        self.w = tuple(word.low for word in words)
        self.k = lexicon.words
        self.lexicon = lexicon
        self.verb = self._verb_at(head)
        self.loaded = self.k["feeling"] | self.k["evaluative"] | self.k["too"] | self.k["mild_feeling"]

    def _verb_at(self, head: Head | None) -> int:
        if head is None or head.verb is None or head.verb >= len(head.sentence.words):
            return -1
        start = head.sentence.words[head.verb].start
        return next((i for i, word in enumerate(self.words) if word.start == start), -1)

    def topic(self) -> Topic:
        person = self._first(self.nouns.person)
        thing = self._first(self.nouns.thing)
        return Topic(
            person=self._said(person) if person else self._pronoun(),
            thing=self._said(thing) if thing else "",
            moment=self._moment(),
        )

    # --- groups -----------------------------------------------------------------------------------------------

    def _first(self, nouns: frozenset[str]) -> _Group | None:
        for i in range(len(self.w)):
            if (group := self._group(i, nouns)) is None:
                continue
            whole = self._longer(group)
            if whole.stop > group.stop or not group.noun.endswith(_WHOLE_ONLY):
                return whole
        return None

    def _group(self, i: int, nouns: frozenset[str]) -> _Group | None:
        """A determiner at `i`, at most two adjectives, and a known noun, that no adjective after it could break up."""
        if self.w[i] not in _ARTICLES or i == self.verb or self._relative(i):
            return None
        n = i + 1
        while n < min(i + 3, len(self.w) - 1) and self._adjective(n) and not self._known(n, nouns):
            n += 1
        if n >= len(self.w) or not self._known(n, nouns) or any(self.words[m].after_comma for m in range(i + 1, n + 1)):
            return None
        if self.w[i] in _YOURS and not self._owner(i, n, nouns):
            return None
        return _Group(i, n + 1, self.w[n])

    def _owner(self, i: int, noun: int, nouns: frozenset[str]) -> bool:
        """ "je" as owner: in "heb je collega's gesproken" and "noem je dat begeleiding" it is the subject."""
        before = self.w[i - 1] if i else ""
        if before in self.k["before_question"]:
            return True
        return nouns is self.nouns.person and not self._plural(noun) and self.w[noun] not in _TITLES

    def _known(self, i: int, nouns: frozenset[str]) -> bool:
        word = self.w[i]
        if word in self.nouns.helper:
            return False
        return word in nouns or any(word[at:] in nouns for at in range(3, len(word) - _LEAST_TAIL + 1))

    def _plural(self, i: int) -> bool:
        word = self.w[i]
        return word in self.nouns.plural or word.endswith(("en", "'s"))

    def _adjective(self, i: int) -> bool:
        word = self.w[i]
        small = word in self.k["subject"] or word in self.k["question"] or word in self.k["past"]
        return word.endswith("e") and len(word) > 3 and not small and word not in self.loaded

    def _relative(self, i: int) -> bool:
        """ "de collega die …", "het gesprek dat …": no determiner."""
        if self.w[i] not in ("die", "dat") or i == 0:
            return False
        before = self.w[i - 1]
        return (
            self.words[i].after_comma
            or any(self._known(i - 1, row) for row in (self.nouns.person, self.nouns.thing))
            or (self.w[i] == "dat" and before in self.k["before_whether"])
        )

    def _longer(self, group: _Group) -> _Group:
        """With what follows it: "de moeder van die leerling", "het gesprek met de ouders"."""
        if group.stop + 1 >= len(self.w) or self.words[group.stop].after_comma:
            return group
        preposition = self.w[group.stop]
        takes = preposition == "van" or (
            preposition in ("met", "tussen") and group.noun.endswith(tuple(self.nouns.takes_with))
        )
        if not takes:
            return group
        for nouns in (self.nouns.person, self.nouns.thing):
            if more := self._group(group.stop + 1, nouns):
                return _Group(group.first, more.stop, group.noun)
        return group

    def _said(self, group: _Group) -> str:
        return " ".join(self._yours(word) for word in self.w[group.first : group.stop])

    def _yours(self, word: str) -> str:
        if word not in ("je", "jouw", "uw"):
            return word
        return "uw" if self.polite else "je"

    # --- pronouns ---------------------------------------------------------------------------------------------

    def _pronoun(self) -> str:
        for i, word in enumerate(self.w):
            if word in _PRONOUNS and self._stands_alone(i):
                return _PRONOUNS[word]
        return ""

    def _stands_alone(self, i: int) -> bool:
        """ "haar" for a person, not the owner in "haar moeder"."""
        if self.w[i] != "haar" or i + 1 == len(self.w):
            return True
        after = self.w[i + 1]
        small = self.k["push"] | self.k["push_light"] | self.k["negation"] | _AFTER_PRONOUN
        return self.words[i + 1].after_comma or after in small or after in self.lexicon.actions

    # --- moments ----------------------------------------------------------------------------------------------

    def _moment(self) -> str:
        for i, word in enumerate(self.w):
            if word == "toen" and (clause := self._clause(i)):
                return clause
            if word in _BEFORE_EVENT and i + 1 < len(self.w) and (group := self._group(i + 1, self.nouns.event)):
                if word == "in" and not group.noun.endswith(tuple(self.nouns.takes_in)):
                    continue
                return f"{word} {self._said(self._longer(group))}"
            if word == "die" and i + 1 < len(self.w) and self.w[i + 1].endswith(tuple(_MOMENTS)):
                return f"die {self.w[i + 1]}"
        return ""

    def _clause(self, i: int) -> str:
        """ "toen hij wegliep": a short clause up to its verb, without anything that steers."""
        stop = next((n for n in range(i + 1, len(self.w)) if self.words[n].after_comma), len(self.w))
        clause = self.w[i:stop]
        subject = clause[1] if len(clause) > 2 else ""
        if (
            not 3 <= len(clause) <= _MOST_CLAUSE
            or subject not in self.k["subject"]
            or subject in ("niet", "dan", "nou")
        ):
            return ""
        if not self._past(clause[-1]) or set(clause) & (self.loaded | self.k["push"] | self.k["negation"]):
            return ""
        return " ".join(self._yours(word) for word in clause)

    def _past(self, word: str) -> bool:
        """Past tense at the end of a clause, also with a separable part in front ("wegliep")."""
        past = self.k["past"]
        return (
            word in past
            or any(word[at:] in past for at in range(2, len(word) - 2))
            or (word.endswith(("te", "de")) and len(word) > 4)
        )
