"""The same question, opened: a Dutch yes/no question already has the word order of a question with "hoe" or "wat".

"Wist je leidinggevende ervan?" gives "Wat wist je leidinggevende ervan?", and "Werk je al lang met haar?" gives
"Hoe lang werk je al met haar?". Whatever is not certain is left to the questions of texts.toml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.question.topic_groups import TopicWords

_YOU = frozenset({"je", "jij", "u"})
_OBJECTS = frozenset({"het", "dat", "dit", "iets", "wat", "zoiets"})
_CONJUNCTIONS = frozenset(
    {
        "dat", "of", "om", "toen", "als", "omdat", "nu", "wanneer", "terwijl", "voordat", "nadat", "zodat", "zodra",
        "doordat", "wat", "hoe", "waarom", "wie",
    }
)  # fmt: skip
_PERFECT = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden", "ben", "bent", "is", "zijn", "was", "waren"})
_COPULA = frozenset(
    {
        "is", "was", "zijn", "waren", "voelt", "voelde", "ging", "gaat", "verliep", "verloopt", "loopt", "liep",
        "vind", "vindt", "vond", "ervaar", "ervaart", "ervoer", "klonk",
    }
)  # fmt: skip
_THERE = frozenset({"is", "zijn", "was", "waren", "bestaan", "gelden", "golden", "liggen", "lagen"})
_WILL = frozenset({"ga", "gaat", "wil", "wilt", "blijf", "blijft", "laat", "durf", "durft"})
_KNOW = frozenset({"weet", "weten", "wist", "wisten"})
_OF_IT = frozenset({"ervan", "daarvan", "hiervan", "ervanaf", "van"})
_AWARE = {"is": "weet", "zijn": "weten", "was": "wist", "waren": "wisten", "bent": "weet", "ben": "weet"}
_INNER = frozenset(
    {
        "gezien", "gemerkt", "ervaren", "meegemaakt", "gevoeld", "gedacht", "gehad", "gehoord", "overwogen",
        "geprobeerd", "gedaan",
    }
)  # fmt: skip
_TELLS = frozenset(
    {
        "gezegd", "verteld", "gevraagd", "gemeld", "uitgelegd", "beloofd", "voorgesteld", "gemaild", "geantwoord",
        "aangegeven", "toegezegd",
    }
)  # fmt: skip
_PARTICLES = frozenset(
    {
        "op", "aan", "af", "mee", "over", "uit", "in", "terug", "toe", "neer", "voor", "door", "weg", "los", "vast",
        "verder",
    }
)  # fmt: skip
_FOR_JE = {
    "heb": "hebt", "ben": "bent", "kun": "kunt", "zal": "zult", "ga": "gaat", "doe": "doet", "sta": "staat", "zie":
    "ziet", "wil": "wilt",
}  # fmt: skip
_ALIKE = frozenset({"kan", "mag", "zou", "moet", "weet", "laat"})
_PARTICIPLE = re.compile(r"\w{0,4}ge\w+(?:t|d|n)$|(?:be|ver|ont|her)\w+(?:t|d)$")
_PREPOSITIONS = frozenset({"over", "met", "van", "in", "bij", "op", "tijdens", "na", "voor", "tegen", "aan"})
_BREAKS = frozenset({"niet", "geen", "nooit", "en", "of", "te"})


@dataclass(frozen=True, slots=True)
class OpenWords:
    """The rows of texts.toml about opening a question."""

    how: frozenset[str]
    what: frozenset[str]
    dropped: frozenset[str]
    view: frozenset[str]
    often: frozenset[str]
    amount: frozenset[str]

    @classmethod
    def of(cls, rows: Mapping[str, str]) -> "OpenWords":
        """`rows` by their Dutch names in texts.toml."""
        return cls(*(frozenset(rows[name].split()) for name in ("hoe", "wat", "weg", "oordeel", "vaak", "hoeveel")))


class Opener:
    """Opens one yes/no question. `said` are its words as they were written, `breaks` where a comma stands before."""

    def __init__(self, said: Sequence[str], breaks: Sequence[bool], words: OpenWords, nouns: TopicWords) -> None:
        stop = next((i for i in range(2, len(said)) if breaks[i]), len(said))
        self.said = [word for word in said[:stop] if word.lower() not in words.dropped]
        self.low = [word.lower() for word in self.said]
        self.k, self.nouns = words, nouns

    def questions(self) -> list[str]:
        """Open questions about the same, the surest first; none when no rule fits."""
        if len(self.low) < 3 or {"ik", "mijn", "we", "ge", "gij"} & set(self.low):
            return []
        first = (self._aware, self._who, self._often, self._long, self._amount)
        rules = (*first, self._view, self._which, self._known, self._told, self._how)
        found = [question for rule in rules if (question := rule())]
        return [f"{question[:1].upper()}{question[1:]}?" for question in found[:1]]

    def whether(self) -> str:
        """ "Ga je het haar vertellen?" gives "of je het haar gaat vertellen"; "" when it is no plan of the asked."""
        if len(self.low) < 3 or self.low[0] not in _WILL or self.low[1] not in _YOU or {"niet", "ik"} & set(self.low):
            return ""
        stop = self.low.index("of") if "of" in self.low else len(self.low)  # only the first of two plans
        end = next((i for i in range(2, stop) if self.low[i] in _CONJUNCTIONS - {"dat", "wat"}), stop)
        middle, rest = self.said[2:end], self.said[end:stop]
        verb = self._inflected(self.low[0], self.low[1])
        at = next((i for i, word in enumerate(middle) if self._infinitive(word.lower())), -1)
        if not middle or self.low[1] == "jij":
            return ""
        if at >= 0:
            middle = [*middle[:at], verb, *middle[at:]]
        elif middle[-1].lower() in _PARTICLES:
            middle = [*middle[:-1], middle[-1].lower() + verb]
        else:
            middle = [*middle, verb]
        return " ".join(["of", self.low[1], *middle, *rest])

    # --- rules --------------------------------------------------------------------------------------------------

    def _aware(self) -> str:
        """ "Was je baas op de hoogte van de klacht?": wat wist je baas van de klacht."""
        at = " ".join(self.low).find(" op de hoogte")
        if at < 0 or self.low[0] not in _AWARE:
            return ""
        n = len(" ".join(self.low)[:at].split())
        tail = self.said[n + 3 :] if self.low[n + 3 : n + 4] == ["van"] else ["hiervan"]
        return " ".join(["wat", _AWARE[self.low[0]], *self.said[1:n], *tail])

    def _who(self) -> str:
        """ "Heb je dat zelf ondertekend?": wie heeft dat ondertekend."""
        at = self._participle_at()
        if self.low[0] not in ("heb", "hebt", "had") or self.low[1] not in _YOU or "zelf" not in self.low or not at:
            return ""
        if self.low[at] in _INNER or _BREAKS & set(self.low) or "zich" in self.low or "je" in self.low[2:]:
            return ""
        verb = "had" if self.low[0] == "had" else "heeft"
        return " ".join(["wie", verb, *[word for word in self.said[2:] if word.lower() != "zelf"]])

    def _often(self) -> str:
        """ "Gebeurt dat vaker?": hoe vaak."""
        if not self.k.often & set(self.low) or _BREAKS & set(self.low):
            return ""
        rest = [word for word in self.said if word.lower() not in self.k.often | {"al"}]
        return f"hoe vaak {self._joined(rest)}" if len(rest) > 2 else ""

    def _long(self) -> str:
        """ "Speelt dit al lang?": hoe lang."""
        at = next((i for i, word in enumerate(self.low) if word in ("lang", "langer")), 0)
        if not at or self.low[at - 1] in ("te", "zo", "hoe", "niet", "heel") or self.low[at + 1 : at + 2] == ["dan"]:
            return ""
        before = self.said[:at] if self.low[at - 1] == "al" else [*self.said[:at], "al"]
        duration = self.low[0] in ("duurt", "duurde")
        kept = self.said[:at] if duration else before
        return f"hoe lang {self._joined([*kept, *self.said[at + 1 :]])}"

    def _amount(self) -> str:
        """ "Heb je last van hem?": hoeveel last."""
        if self.low[0] not in _PERFECT | {"kreeg", "krijg", "krijgt", "voel", "voelde"}:
            return ""
        at = next((i for i, word in enumerate(self.low) if word in self.k.amount), 0)
        if at < 2 or _BREAKS & set(self.low) or self._participle_at() or "een" in self.low[:at]:
            return ""
        rest = [w for w in [*self.said[:at], *self.said[at + 1 :]] if w.lower() not in ("veel", "genoeg", "voldoende")]
        return f"hoeveel {self.low[at]} {self._joined(rest)}"

    def _view(self) -> str:
        """ "Vond je het gesprek prettig?", "ging het goed?": hoe."""
        at = [i for i, word in enumerate(self.low) if word in self.k.view]
        viewed = self.low[0] in ("vind", "vindt", "vond") and self.low[2] in ("hem", "haar", "dat", "het", "dit")
        if viewed and (len(self.low) == 4 or self.low[3] == "een"):
            return f"hoe {self._joined(self.said[:3])}"
        if self.low[0] not in _COPULA or len(at) != 1 or at[0] < 2 or (_BREAKS - {"te"}) & set(self.low):
            return ""
        if self.low[0] in ("is", "was", "zijn", "waren") and self.low[1] in _YOU | {"hij", "ze", "zij"}:
            return ""
        if self.low[at[0] - 1] in ("te", "een", "de", "het") and self.low[at[0] - 1] != "het":
            return ""
        rest = [*self.said[: at[0]], *self.said[at[0] + 1 :]]
        return f"hoe {self._joined(rest)}"

    def _which(self) -> str:
        """ "Zijn er afspraken over …?": welke afspraken."""
        if self.low[0] not in _THERE or self.low[1] != "er":
            return ""
        at = next((i for i in range(2, len(self.low)) if self.nouns.is_plural(self.low[i])), 0)
        if not at or at > 4 or _BREAKS & set(self.low) or self.low[at - 1] in ("bij", "van", "over", "met", "op", "in"):
            return ""
        if self.low[0] in ("is", "was") or set(self.low[2:at]) & {"de", "het", "die", "twee", "een"}:
            return ""
        between = [w for w in self.said[2:at] if w.lower() not in ("nog", "ook", "bepaalde", "duidelijke", "vaste")]
        return " ".join(["welke", *between, self.said[at], self.low[0], "er", *self.said[at + 1 :]])

    def _known(self) -> str:
        """ "Wist je baas ervan?": wat wist je baas ervan."""
        if self.low[0] not in _KNOW:
            return ""
        clause = next((i for i in range(2, len(self.low)) if self._conjunction(i)), 0)
        if 2 <= clause <= 5:
            return f"wat {self._joined(self.said[:clause])} hierover"
        if clause or not _OF_IT & set(self.low):
            return ""
        return f"wat {self._joined([word for word in self.said if word.lower() != 'iets'])}"

    def _told(self) -> str:
        """ "Heb je het met haar besproken?": wat heb je met haar besproken."""
        at = self._participle_at()
        if self.low[0] not in _PERFECT or not at or self.low[at] not in self.k.what or _BREAKS & set(self.low):
            return ""
        said = self.said[1:at]
        if self.low[at] not in _TELLS and self._bare_person(said):
            return ""
        if self._object_group(said):
            return f"in hoeverre {self._joined(self.said)}"
        rest = [word for i, word in enumerate(said) if i == 0 or word.lower() not in _OBJECTS]
        tail = self.said[at + 1 :]
        tail = [] if tail and tail[0].lower() in _CONJUNCTIONS else tail
        return " ".join(["wat", self.low[0], *rest, self.said[at], *tail])

    def _how(self) -> str:
        """ "Heeft ze goed gereageerd?": hoe heeft ze gereageerd."""
        if not self.k.how & set(self.low) or _BREAKS & set(self.low):
            return ""
        rest = [word for word in self.said if word.lower() not in self.k.view]
        return f"hoe {self._joined(rest)}"

    def _conjunction(self, i: int) -> bool:
        """ "dat" that opens a clause, not the one in "op dat moment"."""
        return self.low[i] in _CONJUNCTIONS and self.low[i - 1] not in ("op", "van", "in", "over", "bij", "met", "na")

    # --- words --------------------------------------------------------------------------------------------------

    def _joined(self, words: list[str]) -> str:
        return " ".join([words[0].lower(), *words[1:]])

    def _participle_at(self) -> int:
        return next((i for i in range(2, len(self.low)) if self._participle(self.low[i])), 0)

    def _participle(self, word: str) -> bool:
        return word in self.k.what | self.k.how or (bool(_PARTICIPLE.match(word)) and not self.nouns.kinds(word))

    def _object_group(self, said: list[str]) -> bool:
        """Whether a thing stands there as object: then "wat" has no place of its own any more."""
        for i, word in enumerate(said):
            kinds = self.nouns.kinds(word.lower())
            if i and kinds and not kinds & {"person", "above"} and not self._prepositioned(said, i):
                return True
        return False

    def _bare_person(self, said: list[str]) -> bool:
        """Whether a person stands there as object: "heb je haar gezien"."""
        return any(
            i
            and (word.lower() in ("hem", "haar", "hen") or self.nouns.kinds(word.lower()) & {"person", "above"})
            and not self._prepositioned(said, i)
            for i, word in enumerate(said)
        )

    def _prepositioned(self, said: list[str], i: int) -> bool:
        return bool(_PREPOSITIONS & {word.lower() for word in said[max(i - 3, 0) : i]})

    def _infinitive(self, word: str) -> bool:
        if word in ("gaan", "doen", "zien", "staan", "laten", "te"):
            return True
        return word.endswith("en") and len(word) > 4 and not self.nouns.kinds(word) and word not in self.nouns.never

    def _inflected(self, verb: str, subject: str) -> str:
        if subject == "u" or verb in _ALIKE or verb.endswith("t"):
            return verb
        return _FOR_JE.get(verb, f"{verb}t")
