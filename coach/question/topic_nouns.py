"""Whether a word is a noun that is certain, and whether the word before it is its determiner."""

from coach.question.lexicon import Lexicon
from coach.question.reading import Word
from coach.question.topic_words import ADJECTIVE, NEUTER, NO_NOUN, NOUN_ENDING, TopicWords

YOURS = frozenset({"je", "jouw", "uw", "jullie"})
CERTAIN = frozenset({"beide", "de", "deze", "uw", "jouw", "zo'n"})  # these are nothing but determiners
OTHER = frozenset({"het", "dat", "die", "dit", "zijn", "haar", "je", "jullie"})  # pronouns as well
_AFTER_PREPOSITION = frozenset(
    {
        "het", "dit", "die", "deze",
    }
)  # fmt: skip
_ASKED = frozenset({"je", "jij", "u"})
COUNTS = frozenset({"twee", "drie", "vier", "vijf", "beide", "eigen", "online", "ene", "extra", "halve", "open"})
# Adjectives that only say which one; every other adjective may carry the asker's opinion and is left out.
_OWNS = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden", "is", "was", "zijn", "waren", "ben", "bent"})
TITLES = frozenset({"mevrouw", "meneer", "mijnheer"})  # nobody owns these: "als je mevrouw belt"
_UNREAL = frozenset({"als", "wanneer", "zou", "zoudt", "stel", "gesteld"})


class Nouns:
    """Whether a word is a noun that is certain, and whether the word before it is its determiner."""

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

    def _determiner(self, i: int) -> bool:
        word = self.w[i]
        if i == self.verb or i in self.saying or self._relative(i) or self._rhetorical(i):
            return False
        if word in ("zijn", "haar") or (self.said[i].lower() == "één" and "zonder" in self.w[:i]):
            return False  # whose it is would not be told in the rewrite; "één" is "not one"
        return word in CERTAIN or word in OTHER or (word in ("een", "nen") and self.any_person)

    def _noun(self, first: int, n: int) -> bool:
        word, determiner = self.w[n], self.w[first]
        kinds = self.nouns.kinds(word) if word in self.actions else self.nouns.of_noun(word)
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
        if determiner == "zo'n" and kinds & {"person", "above"} and {"zou", "zoudt"} & set(self.w):
            return False  # "zou je zo'n advocaat willen": the asked one, or nobody
        if kinds:
            return True
        before = self.w[first - 1] if first else ""
        certain = determiner in CERTAIN or (determiner == "die" and before in _ASKED)
        certain = certain or (determiner in _AFTER_PREPOSITION and before in self.k["before_question"])
        certain = certain or (bool(NOUN_ENDING.search(word)) and determiner not in YOURS)
        long = len(word) > 8 and determiner not in YOURS and not ADJECTIVE.search(word)
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
        sure = determiner in CERTAIN - {"zo'n"}
        return ends if word.endswith("e" if sure else ("e", "en", "t", "d")) else True

    def _ends(self, n: int) -> bool:
        return n >= len(self.w) or self.w[n] in self.nouns.never or self.w[n] in self.k["push"]

    def _adjective(self, i: int) -> bool:
        word = self.w[i]
        if word in COUNTS:
            return True
        small = word in self.k["subject"] or word in self.k["question"] or word in self.k["past"]
        if not word.endswith(("e", "en")) or len(word) < 4 or small or word in self.actions:
            return False
        if self.nouns.kinds(word):
            return False
        after = self.w[i + 1]
        known = bool(self.nouns.kinds(after)) or after in COUNTS
        return known or (word.endswith("e") and after not in self.nouns.never)

    def _imagined(self, i: int) -> bool:
        """ "Als het je eigen moeder was": nobody of the case."""
        return self.w[i] in YOURS and self.w[i + 1 : i + 2] == ("eigen",) and bool(_UNREAL & set(self.w))

    def _rhetorical(self, i: int) -> bool:
        """ "Wat voor een begeleidster …": the asked one."""
        return {"voor", "wat"} <= set(self.w[max(i - 3, 0) : i])

    def _relative(self, i: int) -> bool:
        """ "de collega die …", "het gesprek dat …": no determiner."""
        if self.w[i] not in ("die", "dat") or i == 0:
            return False
        before = self.w[i - 1]
        if self.words[i].after_comma and self._closes(i):
            return False
        if self.words[i].after_comma or bool(self.nouns.kinds(before)):
            return not self.nouns.kinds(self.w[i + 1]) if i + 1 < len(self.w) else True
        clause = self.w[i] == "dat" and before in self.k["before_whether"]
        return clause and not (i + 1 < len(self.w) and self.nouns.kinds(self.w[i + 1]))

    def _closes(self, i: int) -> bool:
        """ "Zou jij het niet overdragen, die hele jaarafsluiting?": a group at the end, behind a comma."""
        last = len(self.w) - 1
        return 1 <= last - i <= 2 and bool(self.nouns.kinds(self.w[last]) or NOUN_ENDING.search(self.w[last]))

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
        return person and not self.nouns.is_plural(word) and word not in TITLES
