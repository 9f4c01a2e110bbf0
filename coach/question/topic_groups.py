"""Word groups of a question that can be taken over whole: a determiner, adjectives, a noun, and what belongs to it."""

from coach.question.topic_nouns import CERTAIN, COUNTS, OTHER, TITLES, YOURS, Nouns
from coach.question.topic_words import NO_NAMES, Group, NounKind

POINTING = frozenset({"die", "dat", "deze", "dit", "zo'n"})
# Adjectives that only say which one; every other adjective may carry the asker's opinion and is left out.
_SAYS_WHICH = COUNTS | {
    "andere", "nieuwe", "jonge", "oude", "eerste", "tweede", "derde", "laatste", "vorige", "volgende", "oudste",
    "jongste", "financiële", "medische",
}  # fmt: skip
_SINGLED_OUT = frozenset({"enige", "echte", "juiste", "beste", "ware", "grote", "goede"})  # "de enige volwassene"
_BELONGS = frozenset({"met", "tussen", "over"})
_WHOLE_ONLY = ("relatie", "band", "contact")  # says nothing without "met je moeder"
_TO_PLACES = frozenset({"in", "uit", "naar", "te"})
_BODIES = frozenset({"toezicht", "bestuur", "commissarissen", "beheer"})  # "de raad van toezicht"


class Groups(Nouns):
    """Finds the groups in the words of one question."""

    def all(self) -> list[Group]:
        """Every group, from left to right."""
        found: list[Group] = []
        i = 0
        while i < len(self.w):
            group = self._whole(i) or self._bare(i)
            if group:
                found.append(group)
            i = group.stop if group else i + 1
        return found

    def _bare(self, i: int) -> Group | None:
        """ "Vinden leerlingen …": persons in the plural without a determiner."""
        word, before = self.w[i], self.w[i - 1] if i else ""
        if not self.any_person or word not in self.nouns.plural or "person" not in self.nouns.kinds(word):
            return None
        if before != "dat" and before not in self.k["present"] | self.k["past"]:
            return None
        return Group(i, i + 1, word, self.nouns.kinds(word), self.said[i], before, False)

    def at(self, i: int) -> Group | None:
        """The group that begins at word `i`, without what belongs to it."""
        if i >= len(self.w) or not self._determiner(i) or self._imagined(i):
            return None
        n = i + 1
        while n < min(i + 5, len(self.w) - 1) and self._adjective(n):
            n += 1
        broken = n >= len(self.w) or any(self.words[m].after_comma for m in range(i + 1, n + 1))
        if broken or _SINGLED_OUT & set(self.w[i + 1 : n]) or not self._noun(i, n):
            return None
        if self.w[i] in YOURS and not self._owner(i, n):
            return None
        return self._group(i, n)

    def _whole(self, i: int) -> Group | None:
        group = self.at(i) or self._name(i)
        if group is None:
            return None
        if self.w[group.stop : group.stop + 2] == ("van", "een") and group.said.startswith(("de ", "het ")):
            return None  # "de taak van een mediator": a rule, not a thing of this case
        longer = self._longer(group)
        return None if longer.stop == group.stop and group.noun.endswith(_WHOLE_ONLY) else longer

    def _name(self, i: int) -> Group | None:
        """A word with a capital inside a sentence: a person, or with capitals only ("HR") who can be called in."""
        word, before = self.said[i], self.w[i - 1] if i else ""
        if self.w[i] in TITLES:
            return self._title(i, before)
        if i == 0 or self.words[i].start == 0 or not word[0].isupper() or before in _TO_PLACES or word in NO_NAMES:
            return None
        if word.isupper() and (before.endswith("e") or before in CERTAIN | OTHER | {"een"}):
            return None
        if before not in TITLES and any(n > 0 and self.said[n][0].isupper() for n in (i - 1, i - 2)):
            return None  # part of a longer name
        if before in ("welke", "elke", "een", "wie", "geen"):
            return None
        if self.words[i].after_comma or word.lower().endswith(("se", "sche")) or len(word) < 2:
            return None
        kinds: frozenset[NounKind] = frozenset({"helper", "above"} if word.isupper() else {"person"})
        title = before in TITLES
        said = f"{before} {word}" if title else word
        return Group(i, i + 1, self.w[i], kinds, said, self.w[i - 2] if title and i > 1 else before, True)

    def _title(self, i: int, before: str) -> Group | None:
        """ "als je mevrouw eens …": somebody by title alone; with a name behind it the name takes the title along."""
        named = i + 1 < len(self.w) and self.said[i + 1][0].isupper()
        described = before.endswith("e") and before not in self.k["past"] | {"je", "hoe"} and i > 1
        if named or described or before in CERTAIN | {"dat", "een", "die"}:
            return None
        return Group(i, i + 1, self.w[i], frozenset({"person"}), self.w[i], before, True)

    def _group(self, first: int, noun: int) -> Group:
        between = [word for word in self.w[first + 1 : noun] if word in _SAYS_WHICH - {"eigen"}]
        before = self.w[first - 1] if first else ""
        word = self.w[noun]
        said = " ".join([self._said_determiner(first, word), *between, self.said[noun]])
        return Group(first, noun + 1, word, self.nouns.of_noun(word), said, before, self.w[first] in POINTING | YOURS)

    def _said_determiner(self, i: int, noun: str) -> str:
        word = self.w[i]
        if word in ("een", "zo'n"):
            return "dat" if self.nouns.is_neuter(noun) else "die"
        if word in ("je", "jouw", "uw"):
            return "uw" if self.polite else "je"
        return word

    def _longer(self, group: Group) -> Group:
        """With what follows it: "de moeder van die leerling", "het gesprek met de ouders"."""
        if group.stop + 1 >= len(self.w) or self.words[group.stop].after_comma:
            return group
        preposition = self.w[group.stop]
        if group.noun == "raad" and preposition == "van" and self.w[group.stop + 1] in _BODIES:
            return group._replace(stop=group.stop + 2, said=f"{group.said} van {self.w[group.stop + 1]}")
        bare = self.w[group.stop + 1]
        if preposition == "over" and "thing" in self.nouns.kinds(bare) and self._ends(group.stop + 2):
            return group._replace(stop=group.stop + 2, said=f"{group.said} over {bare}")
        takes = preposition == "van" or (preposition in _BELONGS and group.noun.endswith(self.nouns.takes_with))
        more = self.at(group.stop + 1) if takes and self.w[group.first] != "een" else None
        if more is None or "helper" in more.kinds:
            return group
        return group._replace(stop=more.stop, said=f"{group.said} {preposition} {more.said}")
