"""Word groups of a question that can be taken over whole: a determiner, adjectives, a noun, and what belongs to it."""

from coach.question.lexicon import Lexicon
from coach.question.reading import Word
from coach.question.topic_words import ADJECTIVE, NEUTER, NO_NAMES, NO_NOUN, NOUN_ENDING, Group, NounKind, TopicWords

POINTING = frozenset({"die", "dat", "deze", "dit", "zo'n"})
_YOURS = frozenset({"je", "jouw", "uw", "jullie"})
_CERTAIN = frozenset({"beide", "de", "deze", "uw", "jouw", "zo'n"})  # these are nothing but determiners
_OTHER = frozenset({"het", "dat", "die", "dit", "zijn", "haar", "je", "jullie"})  # pronouns as well
_AFTER_PREPOSITION = frozenset(
    {
        "het", "dit", "die", "deze",
    }
)  # fmt: skip
_ASKED = frozenset({"je", "jij", "u"})
_COUNTS = frozenset({"twee", "drie", "vier", "vijf", "beide", "eigen", "online", "ene", "extra", "halve", "open"})
# Adjectives that only say which one; every other adjective may carry the asker's opinion and is left out.
_SAYS_WHICH = _COUNTS | {
    "andere", "nieuwe", "jonge", "oude", "eerste", "tweede", "derde", "laatste", "vorige", "volgende", "oudste",
    "jongste", "financiële", "medische",
}  # fmt: skip
_SINGLED_OUT = frozenset({"enige", "echte", "juiste", "beste", "ware", "grote", "goede"})  # "de enige volwassene"
_OWNS = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden", "is", "was", "zijn", "waren", "ben", "bent"})
_BELONGS = frozenset({"met", "tussen", "over"})
_WHOLE_ONLY = ("relatie", "band", "contact")  # says nothing without "met je moeder"
_TITLES = frozenset({"mevrouw", "meneer", "mijnheer"})  # nobody owns these: "als je mevrouw belt"
_TO_PLACES = frozenset({"in", "uit", "naar", "te"})
_UNREAL = frozenset({"als", "wanneer", "zou", "zoudt", "stel", "gesteld"})
_BODIES = frozenset({"toezicht", "bestuur", "commissarissen", "beheer"})  # "de raad van toezicht"


class Groups:
    """Finds the groups in the words of one question."""

    def __init__(
        self,
        words: tuple[Word, ...],
        said: tuple[str, ...],
        verb: int,
        nouns: TopicWords,
        lexicon: Lexicon,
        polite: bool,
        any_person: bool,
        loaded_text: bool = False,
    ) -> None:
        """`said` are the words as written, `verb` is where the finite verb stands (-1 when unknown); `any_person`
        takes "een leerling" as well, `loaded_text` also "een brief": what a verdict or a filled-in thing is about.
        """
        self.said, self.loaded_text = said, loaded_text
        self.words, self.verb, self.nouns, self.polite, self.any_person = words, verb, nouns, polite, any_person
        self.w = tuple(word.low for word in words)
        self.saying = nouns.in_saying(self.w)
        self.k = lexicon.words
        self.actions = lexicon.actions
        self.loaded = self.k["feeling"] | self.k["evaluative"] | self.k["too"] | self.k["mild_feeling"]

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
        if self.w[i] in _YOURS and not self._owner(i, n):
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
        if self.w[i] in _TITLES:
            return self._title(i, before)
        if i == 0 or self.words[i].start == 0 or not word[0].isupper() or before in _TO_PLACES or word in NO_NAMES:
            return None
        if word.isupper() and (before.endswith("e") or before in _CERTAIN | _OTHER | {"een"}):
            return None
        if before not in _TITLES and any(n > 0 and self.said[n][0].isupper() for n in (i - 1, i - 2)):
            return None  # part of a longer name
        if before in ("welke", "elke", "een", "wie", "geen"):
            return None
        if self.words[i].after_comma or word.lower().endswith(("se", "sche")) or len(word) < 2:
            return None
        kinds: frozenset[NounKind] = frozenset({"helper", "above"} if word.isupper() else {"person"})
        title = before in _TITLES
        said = f"{before} {word}" if title else word
        return Group(i, i + 1, self.w[i], kinds, said, self.w[i - 2] if title and i > 1 else before, True)

    def _title(self, i: int, before: str) -> Group | None:
        """ "als je mevrouw eens …": somebody by title alone; with a name behind it the name takes the title along."""
        named = i + 1 < len(self.w) and self.said[i + 1][0].isupper()
        described = before.endswith("e") and before not in self.k["past"] | {"je", "hoe"} and i > 1
        if named or described or before in _CERTAIN | {"dat", "een", "die"}:
            return None
        return Group(i, i + 1, self.w[i], frozenset({"person"}), self.w[i], before, True)

    def _group(self, first: int, noun: int) -> Group:
        between = [word for word in self.w[first + 1 : noun] if word in _SAYS_WHICH - {"eigen"}]
        before = self.w[first - 1] if first else ""
        word = self.w[noun]
        said = " ".join([self._said_determiner(first, word), *between, self.said[noun]])
        return Group(first, noun + 1, word, self.nouns.kinds(word), said, before, self.w[first] in POINTING | _YOURS)

    def _said_determiner(self, i: int, noun: str) -> str:
        word = self.w[i]
        if word in ("een", "zo'n"):
            return "dat" if self.nouns.is_neuter(noun) else "die"
        if word in ("je", "jouw", "uw"):
            return "uw" if self.polite else "je"
        return word

    def _determiner(self, i: int) -> bool:
        word = self.w[i]
        if i == self.verb or i in self.saying or self._relative(i) or self._rhetorical(i):
            return False
        if word in ("zijn", "haar") or self.said[i].lower() == "één":
            return False  # whose it is would not be told in the rewrite; "één" is "not one"
        return word in _CERTAIN or word in _OTHER or (word in ("een", "nen") and self.any_person)

    def _noun(self, first: int, n: int) -> bool:
        word, determiner = self.w[n], self.w[first]
        kinds = self.nouns.kinds(word)
        of = self.w[n + 1 : n + 2] == ("van",) and bool(kinds)
        if word in self.nouns.never or (word in self.nouns.idiom and determiner in ("de", "het") and not of):
            return False
        if determiner in ("dat", "dit", "het") and (self.nouns.is_plural(word) or self.said[n].isupper()):
            return False
        if determiner in ("dat", "dit", "het") and kinds & {"person"} and not word.endswith(NEUTER):
            return False  # "dat vader eerder vrijkwam": a clause
        if determiner in ("een", "nen"):
            if self.w[0] in _OWNS:
                return False  # "hebben ze een advocaat": there may be none
            thing = bool(kinds & {"thing", "event"}) or bool(NOUN_ENDING.search(word)) or len(word) > 9
            if self.loaded_text and not kinds & {"person", "above", "helper"}:
                return (
                    thing
                    and not ADJECTIVE.search(word)
                    and not self.nouns.is_plural(word)
                    and self._looks_like_noun(n, determiner)
                )
            # "had een arts dat niet moeten zien": the asked one, in general
            return bool(kinds & {"person", "above"}) and first > 1
        if kinds:
            return True
        before = self.w[first - 1] if first else ""
        certain = determiner in _CERTAIN or (determiner == "die" and before in _ASKED)
        certain = certain or (determiner in _AFTER_PREPOSITION and before in self.k["before_question"])
        certain = certain or (bool(NOUN_ENDING.search(word)) and determiner not in _YOURS)
        long = len(word) > 8 and determiner not in _YOURS and not ADJECTIVE.search(word)
        certain = certain or long or (determiner == "het" and first == 1 and self._named_first(n))
        return certain and self._looks_like_noun(n, determiner)

    def _named_first(self, n: int) -> bool:
        """ "Is het graf geruimd?": with more behind it, what follows "het" is a noun when it is no adjective."""
        return n == 2 and n + 1 < len(self.w) and not ADJECTIVE.search(self.w[n])

    def _looks_like_noun(self, n: int, determiner: str) -> bool:
        """A word that is none of the known small words, verbs and adjectives, and has no adjective's ending."""
        word = self.w[n]
        if NO_NOUN.search(word) and not NOUN_ENDING.search(word):
            return False
        if len(word) < 3 or word in self.nouns.never | self.nouns.idiom or word in self.actions or word in self.loaded:
            return False
        if any(word in self.k[row] for row in ("question", "subject", "present", "past", "push", "negation", "modal")):
            return False
        after = self.w[n + 1] if n + 1 < len(self.w) else ""
        ends = not after or after in self.nouns.never | self.k["modal"] or self.words[n + 1].after_comma
        sure = determiner in _CERTAIN - {"zo'n"}
        return ends if word.endswith("e" if sure else ("e", "en", "t", "d")) else True

    def _ends(self, n: int) -> bool:
        return n >= len(self.w) or self.w[n] in self.nouns.never or self.w[n] in self.k["push"]

    def _adjective(self, i: int) -> bool:
        word = self.w[i]
        if word in _COUNTS:
            return True
        small = word in self.k["subject"] or word in self.k["question"] or word in self.k["past"]
        if not word.endswith(("e", "en")) or len(word) < 4 or small or word in self.actions:
            return False
        if self.nouns.kinds(word):
            return False
        after = self.w[i + 1]
        known = bool(self.nouns.kinds(after)) or after in _COUNTS
        return known or (word.endswith("e") and after not in self.nouns.never)

    def _imagined(self, i: int) -> bool:
        """ "Als het je eigen moeder was": nobody of the case."""
        return self.w[i] in _YOURS and self.w[i + 1 : i + 2] == ("eigen",) and bool(_UNREAL & set(self.w))

    def _rhetorical(self, i: int) -> bool:
        """ "Wat voor een begeleidster …": the asked one."""
        return {"voor", "wat"} <= set(self.w[max(i - 3, 0) : i])

    def _relative(self, i: int) -> bool:
        """ "de collega die …", "het gesprek dat …": no determiner."""
        if self.w[i] not in ("die", "dat") or i == 0:
            return False
        before = self.w[i - 1]
        if self.words[i].after_comma or bool(self.nouns.kinds(before)):
            return not self.nouns.kinds(self.w[i + 1]) if i + 1 < len(self.w) else True
        clause = self.w[i] == "dat" and before in self.k["before_whether"]
        return clause and not (i + 1 < len(self.w) and self.nouns.kinds(self.w[i + 1]))

    def _owner(self, i: int, noun: int) -> bool:
        """ "je" as owner: in "heb je collega's gesproken" and "noem je dat begeleiding" it is the subject."""
        if self.w[i] in ("uw", "jouw"):
            return True
        before = self.w[i - 1] if i else ""
        fronted = {"tegenover", "jegens", "je", "jij", "hij", "ze", "ik", "heeft"}
        if before in self.k["before_question"] | fronted:
            return True
        return self._single_person(noun)

    def _single_person(self, noun: int) -> bool:
        word = self.w[noun]
        person = bool(self.nouns.kinds(word) & {"person", "above"})
        return person and not self.nouns.is_plural(word) and word not in _TITLES

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
