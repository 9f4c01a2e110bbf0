"""What a question is about: the person, the thing, the place or the moment that may come back in a better question.

Only word groups that are certain to be whole are taken. Of advice nothing is taken that the step itself brought along:
who should be asked for help, an indefinite group ("een gesprek"), a clause that holds the step.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.question.heads import Head
from coach.question.lexicon import Lexicon
from coach.question.reading import Word
from coach.question.topic_clauses import Clauses
from coach.question.topic_deeds import deed_of
from coach.question.topic_groups import Groups
from coach.question.topic_words import Group, TopicWords

SLOTS = (
    "{feit}", "{als}", "{nu}", "{moment}", "{persoon}", "{orgaan}", "{rol}", "{enkelding}", "{ding}", "{plek}",
    "{daad}",
)  # fmt: skip
# In advice these are means rather than what it is about.
_MEANS = frozenset({"rooster", "roosters", "schema", "planning", "agenda", "lijst", "lijstje", "route", "weg"})
_OF_SOMEBODY = re.compile(
    r"(?:isme|heid|zucht|drang|neiging|trots|woede|schaamte|angst|ego|spijt|wrok|vernedering|opluchting"
    r"|teleurstelling|ergernis|frustratie|verbazing|ontroering|verdriet|vermoeidheid|onmacht)$"
)
_SOMEBODY = re.compile(r"(?:aar|eur|ist|ier|tor|sor|ent|ant|loog|(?:[dklnrsv]|ld|nd)er)$")
_BY_MEANS = frozenset({"door", "via", "langs", "per"})
_BY_WAY_OF = frozenset({"door", "met", "via", "bij", "naar", "langs", "uit", "aan", "per"})
_PRONOUNS = {"haar": "haar", "hem": "hem", "'m": "hem", "m": "hem", "hen": "hen"}
_SINGULAR = frozenset({"heeft", "is", "was", "had", "kan", "kon", "zal", "zou", "wil", "wilde", "moet", "moest", "mag"})
_TOWARDS = frozenset({"met", "bij", "aan", "naar", "door", "tegen", "via", "samen", "van"})
_ON = frozenset(
    {
        "afdeling", "werk", "school", "kantoor", "kamer", "post", "kazerne", "bureau", "poli", "zaal", "locatie",
        "gang", "werkvloer", "veld", "stageplek", "parkeerplaats", "opvang", "groep", "college", "club", "faculteit",
    }
)  # fmt: skip
_TIMES = ("dag", "avond", "ochtend", "middag", "nacht", "week", "weekend", "keer")
_POINTED = frozenset({"die", "deze", "dat", "dit"})
_IN_PLACE = frozenset({"op", "in", "bij", "binnen"})
_AFTER_PRONOUN = frozenset(
    {
        "te", "om", "in", "aan", "op", "met", "over", "bij", "uit", "naar", "van", "voor", "een", "de", "het", "dat",
        "dit", "die", "er", "daar", "hier", "zelf", "nou", "nu", "dan", "toen", "en", "of", "kunnen", "moeten",
        "willen", "laten", "zo", "even", "mee", "af", "door", "tegen", "tot", "wat", "hoe", "waarom", "als",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """Word groups for the slots of texts.toml; "" when there is none that is certain."""

    when: str = ""
    now: str = ""
    moment: str = ""
    person: str = ""
    organ: str = ""
    thing: str = ""
    single: bool = True
    fact: str = ""
    deed: str = ""
    place: str = ""
    groups: tuple[Group, ...] = ()

    def slots(self) -> dict[str, str]:
        """The slots that can be filled."""
        role = "" if self.person in _PRONOUNS.values() or not self.person else f"de rol van {self.person}"
        single = self.thing if self.single else ""
        persons = (self.person, self.organ, role)
        moments = (self.fact, self.when, self.now, self.moment)
        values = (*moments, *persons, single, self.thing, self.place, self.deed)
        return {slot: words for slot, words in zip(SLOTS, values, strict=True) if words}


def as_written(words: Sequence[Word], text: str) -> tuple[str, ...]:
    """The words with the capitals and accents of the text; as folded when there is no text."""
    if not text:
        return tuple(word.low for word in words)
    return tuple(text[word.start : word.end] for word in words)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the topic depends on besides the words: load and tense of the question, and the form of address.

    `loaded` when it judges or fills in: then an unknown "de" or "het" group may be a way of speaking ("de kar");
    `helps` when the step is to ask somebody in; `options` is where "of" stands between two options, or 0.
    """

    advice: bool
    loaded: bool
    judged: bool
    helps: bool
    past: bool
    polite: bool
    options: int
    text: str


def topic_of(words: tuple[Word, ...], head: Head | None, nouns: TopicWords, lexicon: Lexicon, asked: Asked) -> Topic:
    """The topic of the words of one question, in the asker's form of address."""
    return _Finder(words, head, nouns, lexicon, asked).topic()


class _Finder:
    def __init__(
        self, words: tuple[Word, ...], head: Head | None, nouns: TopicWords, lexicon: Lexicon, asked: Asked
    ) -> None:
        self.words, self.nouns, self.lexicon, self.asked = words, nouns, lexicon, asked
        self.w = tuple(word.low for word in words)
        self.k = lexicon.words
        said = as_written(words, asked.text)
        groups = Groups(words, said, self._verb_at(head), nouns, lexicon, asked.polite, not asked.advice, asked.loaded)
        self.saying = groups.saying
        self.found = [group for group in groups.all() if not self._is_option(group)]
        self.moments = Clauses(words, groups, nouns, lexicon).moments(asked.advice, asked.past)

    def _verb_at(self, head: Head | None) -> int:
        if head is None or head.verb is None or head.verb >= len(head.sentence.words):
            return -1
        start = head.sentence.words[head.verb].start
        return next((i for i, word in enumerate(self.words) if word.start == start), -1)

    def _is_option(self, group: Group) -> bool:
        """What stands on either side of "of" is an answer that was laid ready."""
        at = self.asked.options or self._same_again()
        if at <= 0:
            return False
        if group.first > at and (group.before == self.w[at - 1] or self.words[at].after_comma):
            return True
        k = self.k["before_question"] | {"achter", "onder", "naast"}
        listed = group.before in k and group.before in self.w[at + 1 : at + 6]
        comma = group.stop < at and self.words[group.stop].after_comma
        return listed or comma or group.stop == at or at < group.first <= at + 6

    def _same_again(self) -> int:
        """ "Voor de stenen, of voor de mensen?": two options in a question that was read as loaded."""
        k = self.k["before_question"] | {"achter", "onder", "naast"}
        spots = (i for i in range(3, len(self.w) - 2) if self.w[i] == "of" and self.w[i + 1] in k)
        return next((i for i in spots if self.w[i + 1] in self.w[:i]), 0)

    def topic(self) -> Topic:
        place = self._place()
        things = [g for g in self._by_weight(self.found) if self._is_thing(g) and g is not place]
        thing = next((g for g in things if not any(g.noun in moment.lower().split() for moment in self.moments)), None)
        person = self._person()
        organ = any(g.said == person and self.nouns.is_organ(g.noun) for g in self.found)
        said_place = f"{place.before} {place.said}" if place else ""
        return Topic(
            when=self.moments.when,
            now=self.moments.now,
            moment=self.moments.past,
            person="" if organ else person,
            organ=person if organ else "",
            thing=thing.said if thing else "",
            single=bool(thing and "event" in thing.kinds and not self.nouns.is_plural(thing.noun)),
            fact=self.moments.fact,
            deed=deed_of(self.words, self.lexicon, self.nouns, self.asked.text) if self.asked.judged else "",
            place=said_place,
            groups=tuple(self.found),
        )

    def _by_weight(self, groups: list[Group]) -> list[Group]:
        """What is pointed at ("die mail", "je rooster") goes before the rest."""
        return sorted(groups, key=lambda g: not g.pointing)

    # --- persons ----------------------------------------------------------------------------------------------

    def _person(self) -> str:
        place = self._place()
        persons = [g for g in self.found if g.kinds & {"person", "above", "helper"} and g is not place]
        if self.asked.advice:
            persons = [g for g in persons if "helper" not in g.kinds and not self._asked_for_help(g)]
        best = next(iter(self._by_weight(persons)), None)
        return best.said if best else self._pronoun() or self._subject()

    def _asked_for_help(self, group: Group) -> bool:
        if self.w[group.first] in _POINTED and not {"wie", "welke"} & set(self.w[:3]):
            return False  # "die vennoot": somebody who was spoken of before
        if "person" not in group.kinds and (self.asked.helps or {"wie", "welke"} & set(self.w[:2])):
            return True
        called_in = "wie" in self.w[:3] or {"samen", "bijvoorbeeld"} & set(self.w)
        if self.w[group.first] not in _POINTED and called_in:
            return True
        if "person" in group.kinds or group.before == "van" or self.w[group.first] in _POINTED:
            return False  # "die vennoot": somebody who was spoken of before
        return group.before in _TOWARDS | {"je", "u"} or not group.pointing

    def _pronoun(self) -> str:
        return next((_PRONOUNS[word] for i, word in enumerate(self.w) if word in _PRONOUNS and self._alone(i)), "")

    def _alone(self, i: int) -> bool:
        """ "haar" for a person, not the owner in "haar moeder"."""
        if self.w[i] in ("'m", "m") and {"zit", "zat", "ligt", "lag"} & set(self.w):
            return False  # "het zit 'm in de planning"
        if self.w[i] in ("hem", "'m", "m") and any(
            g.stop <= i and not g.kinds & {"person", "above"} for g in self.found
        ):
            return False  # "de offerte … hem": the thing itself
        if self.w[i] != "haar" or i + 1 == len(self.w):
            return True
        after = self.w[i + 1]
        small = self.k["push"] | self.k["push_light"] | self.k["negation"] | self.nouns.never | _AFTER_PRONOUN
        return self.words[i + 1].after_comma or after in small or after in self.lexicon.actions

    def _subject(self) -> str:
        """ "hij" gives "hem"; "ze" gives "haar" or "hen" when the verb beside it tells which."""
        if any(word == "hij" and i not in self.saying for i, word in enumerate(self.w)):
            return "hem"
        i = next((i for i, word in enumerate(self.w) if word in ("ze", "zij")), -1)
        if i < 0:
            return ""
        near = self._finite_near(i)
        if self.asked.advice and i and self.w[i - 1] in ("je", "jij", "u", "ge", "gij"):
            return "hen"  # "zou je ze niet …"
        if not near:
            return ""
        return "haar" if near in _SINGULAR or not near.endswith("en") else "hen"

    def _finite_near(self, i: int) -> str:
        finite = self.k["present"] | self.k["past"]
        before, after = self.w[i - 1] if i else "", self.w[i + 1] if i + 1 < len(self.w) else ""
        if before in finite:
            return before
        if after in finite:
            return after
        return next((word for word in self.w[i + 1 :] if word in finite and not word.endswith("en")), "")

    # --- things and places --------------------------------------------------------------------------------------

    def _is_thing(self, group: Group) -> bool:
        if (group.kinds == {"place"} and group.before != "over") or group.noun.endswith(("zaal", "kamer", "kantoor")):
            return False  # where it was, never what it is about
        if group.before in ("via", "per") or group.kinds & {"person", "above", "helper"} or group.noun.endswith(_TIMES):
            return False
        if not self.asked.advice:
            if self.asked.loaded and _OF_SOMEBODY.search(group.noun):
                return False  # "je perfectionisme": what the asker makes of somebody
            long = len(group.noun) > (8 if self.asked.loaded else 3)
            return bool(group.kinds) or group.pointing or long or (group.first == 1 and not self.asked.loaded)
        if group.noun in _MEANS or self.w[group.first] == "zo'n" or group.noun.endswith(("tje", "tjes", "pje", "pjes")):
            return False
        if not group.kinds and _SOMEBODY.search(group.noun):
            return False  # "de kwaliteitsbeoordelaar": who should be called in
        known = bool(group.kinds & {"thing", "event"}) or (len(group.noun) > 8 and not self.asked.helps)
        return (group.pointing or known) and group.before not in (_BY_MEANS if group.pointing else _BY_WAY_OF)

    def _place(self) -> Group | None:
        return next((g for g in self.found if "place" in g.kinds and self._stands_in(g) and self._theirs(g)), None)

    def _theirs(self, group: Group) -> bool:
        """Of advice only a place of the asked one's own: another is where the step would be taken."""
        return not self.asked.advice or self.w[group.first] in {"je", "jouw", "uw", "jullie", *_POINTED}

    def _stands_in(self, group: Group) -> bool:
        """ "op de afdeling", "in het team": the preposition that goes with the place."""
        if group.before == "op":
            return any(group.noun.endswith(noun) for noun in _ON)
        return group.before in _IN_PLACE
