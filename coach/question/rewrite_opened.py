"""The same question, opened: a Dutch yes/no question already has the word order of a question with "hoe" or "wat".

"Wist je leidinggevende ervan?" gives "Wat wist je leidinggevende ervan?", and "Werk je al lang met haar?" gives
"Hoe lang werk je al met haar?". Whatever is not certain is left to the questions of texts.toml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.question.rewrite_words import (
    ALIKE,
    AWARE,
    BREAKS,
    CONJUNCTIONS,
    COPULA,
    EXISTS,
    FOR_JE,
    INNER,
    KNOW,
    MORE_OR_LESS,
    MORE_OR_LESS_DONE,
    OBJECTS,
    OF_IT,
    ONCE,
    PARTICIPLE,
    PARTICLES,
    PERFECT,
    PREPOSITIONS,
    TALKED,
    TELLS,
    THERE,
    WILL,
    YOU,
)
from coach.question.topic_words import TopicWords


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
        if len(self.low) < 3 or {"ik", "mijn", "we", "mij", "me"} & set(self.low):
            return []
        first = (self._first_time, self._aware, self._who, self._some, self._often, self._long, self._amount)
        then = (self._known, self._talked, self._told, self._how, self._there)
        rules = (*first, self._view, self._which, self._familiar, *then)
        found = [question for rule in rules if (question := rule())][:1]
        found += [extent] if (extent := self._extent()) and extent not in found else []
        return [f"{question[:1].upper()}{question[1:]}?" for question in found]

    def whether(self) -> str:
        """ "Ga je het haar vertellen?" gives "of je het haar gaat vertellen"; "" when it is no plan of the asked."""
        if len(self.low) < 3 or self.low[0] not in WILL or self.low[1] not in YOU or {"niet", "ik"} & set(self.low):
            return ""
        stop = self.low.index("of") if "of" in self.low else len(self.low)  # only the first of two plans
        end = next((i for i in range(2, stop) if self.low[i] in CONJUNCTIONS - {"dat", "wat"}), stop)
        middle, rest = self.said[2:end], self.said[end:stop]
        verb = self._inflected(self.low[0], self.low[1])
        at = next((i for i, word in enumerate(middle) if self._infinitive(word.lower())), -1)
        if not middle or self.low[1] == "jij":
            return ""
        if at >= 0:
            middle = [*middle[:at], verb, *middle[at:]]
        elif middle[-1].lower() in PARTICLES:
            middle = [*middle[:-1], middle[-1].lower() + verb]
        else:
            middle = [*middle, verb]
        return " ".join(["of", self.low[1], *middle, *rest])

    # --- rules --------------------------------------------------------------------------------------------------

    def _first_time(self) -> str:
        """ "Was het de eerste keer dat hij belde?": hoe vaak was het al gebeurd dat hij belde."""
        clause = " ".join(self.said)
        match = re.match(r"(was|is) (?:het|dat|dit) (?:voor \w+ )?de eerste keer (dat .+)", clause, re.IGNORECASE)
        return f"hoe vaak {match.group(1).lower()} het al gebeurd {match.group(2)}" if match else ""

    def _some(self) -> str:
        """ "Is er iets op papier gezet?": wat is er op papier gezet. "Was er iemand bij?": wie was erbij."""
        at = next((i for i, word in enumerate(self.low) if i and word in ("iets", "iemand", "ergens")), 0)
        if not at or BREAKS & set(self.low) or {"last", "moeite", "zoals"} & set(self.low):
            return ""
        if self.low[at + 1 : at + 2] and (self.low[at + 1].endswith("s") or self.low[at + 1] == "anders"):
            return ""  # "iets moois"
        rest = [*self.said[:at], *self.said[at + 1 :]]
        before = self.low[at - 1]
        if self.low[at] == "iemand" and before in PREPOSITIONS | {"door", "naar", "aan"}:
            return f"{before} wie {self._joined([*self.said[: at - 1], *self.said[at + 1 :]])}"
        if self.low[at] == "iemand" and at > 1 and self.low[1] != "er":
            return f"wie {self._joined(rest)}" if self._participle_at() and self.low[1] in YOU else ""
        if before in PREPOSITIONS or len(rest) < 3:
            return ""
        if self.low[at : at + 2] == ["iets", "meer"]:
            rest = [*self.said[:at], *self.said[at + 2 :]]
        asked = {"iets": "wat", "iemand": "wie", "ergens": "waar"}[self.low[at]]
        return re.sub(r" (er|daar) over (?=\w+$)", r" \1over ", f"{asked} {self._joined(rest)}")

    def _familiar(self) -> str:
        """ "Kende je die klas al?": hoe goed kende je die klas."""
        if self.low[0] not in ("ken", "kent", "kende", "kenden", "kennen") or "elkaar" in self.low or len(self.low) < 3:
            return ""
        return "" if BREAKS & set(self.low) else f"hoe goed {self._joined(self.said)}"

    def _talked(self) -> str:
        """ "Hebt ge met de scheidsrechter gesproken?": waarover. When that is said already: hoe."""
        at = next((i for i in range(2, len(self.low)) if self.low[i] in TALKED), 0)
        if not at or self.low[0] not in PERFECT or BREAKS & set(self.low) or "contact" in self.low:
            return ""
        if self.low[at] == "gehad":
            return ""
        if {"over", "daarover", "hierover", "erover"} & set(self.low):
            return f"hoe {self._joined(self.said)}"
        return f"waarover {self._joined(self.said)}" if "met" in self.low else ""

    def _there(self) -> str:
        """ "Was er een testament?": hoe zat het met een testament."""
        at = next((i for i in range(2, len(self.low)) if self.low[i] == "een"), 0)
        if self.low[0] not in EXISTS or self.low[1] != "er" or not at or at > 4 or BREAKS & set(self.low):
            return ""
        end = self._participle_at() or len(self.low)
        tail = self.said[at:end]
        while tail and tail[-1].lower() in ("aanwezig", "onder", "bij", "aan", "voor", "betrokken"):
            tail = tail[:-1]
        if len(tail) < 2 or end < at or tail[-1].lower() in PREPOSITIONS or "keer" in tail:
            return ""
        past = self.low[0] in ("was", "waren", "liep", "lag", "lagen", "bestond", "kwam", "stond")
        rest = self.said[end + 1 :] if end < len(self.low) else []
        rest = [] if rest and rest[0].lower() in CONJUNCTIONS else rest
        return " ".join(["hoe", "zat" if past else "zit", "het", *self.said[2:at], "met", *tail, *rest])

    def wide(self) -> str:
        """ "Heb je je ingehouden?": in hoeverre, when nothing closer fits; not of what happens once."""
        stops = ONCE | {"niet", "geen", "nooit", "en", "of", "iemand", "ooit", "eerste", "hoe", "ik", "wij"}
        stops |= set() if "iets" in self.low else {"er"}
        moved = self.low[0] in ("ben", "bent", "zijt") and self._participle_at()
        loose = self.low[0] in PERFECT and "een" in self.low[2:6]
        loose = loose or (self.low[0] in ("is", "was", "zijn", "waren", "werd", "werden") and self._participle_at() > 0)
        few = len(self.low) < 4 or len(self.low) > 14
        if few or moved or loose or stops & set(self.low) or self.k.view & set(self.low):
            return ""
        return f"In hoeverre {self._joined(self.said)}?"

    def _extent(self) -> str:
        """ "Weten de ouders ervan?": in hoeverre, of what there can be more or less of."""
        fits = self.low[0] in MORE_OR_LESS or (self.low[0] in PERFECT and MORE_OR_LESS_DONE & set(self.low))
        loose = self.low[0] in ("is", "was") and self.low[1] == "er"
        stops = {"niet", "geen", "nooit", "en", "of", "iets", "iemand", "vaker", "weleens", "lang", "ooit", "eerder"}
        stops |= {"hoe", "wat", "waarom", "wie", "te", "een", "lang", "elkaar", "als", "alleen"}
        if not fits or loose or stops & set(self.low) or self.k.view & set(self.low) or len(self.low) > 14:
            return ""
        return f"in hoeverre {self._joined(self.said)}"

    def _aware(self) -> str:
        """ "Was je baas op de hoogte van de klacht?": wat wist je baas van de klacht."""
        at = " ".join(self.low).find(" op de hoogte")
        if at < 0 or self.low[0] not in AWARE:
            return ""
        n = len(" ".join(self.low)[:at].split())
        tail = self.said[n + 3 :] if self.low[n + 3 : n + 4] == ["van"] else ["hiervan"]
        return " ".join(["wat", AWARE[self.low[0]], *self.said[1:n], *tail])

    def _who(self) -> str:
        """ "Heb je dat zelf ondertekend?": wie heeft dat ondertekend."""
        at = self._participle_at()
        asked = self.low[0] in ("heb", "hebt", "had", "hadt") and self.low[1] in YOU
        if not asked or "zelf" not in self.low or not at:
            return ""
        if self.low[at] in INNER or BREAKS & set(self.low) or "zich" in self.low or "je" in self.low[2:]:
            return ""
        verb = "had" if self.low[0].startswith("had") else "heeft"
        return " ".join(["wie", verb, *[word for word in self.said[2:] if word.lower() != "zelf"]])

    def _often(self) -> str:
        """ "Gebeurt dat vaker?": hoe vaak."""
        if not self.k.often & set(self.low) or BREAKS & set(self.low):
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
        if self.low[0] not in PERFECT | {"kreeg", "krijg", "krijgt", "voel", "voelde"}:
            return ""
        at = next((i for i, word in enumerate(self.low) if word in self.k.amount), 0)
        if at < 2 or BREAKS & set(self.low) or self._participle_at() or "een" in self.low[:at]:
            return ""
        rest = [w for w in [*self.said[:at], *self.said[at + 1 :]] if w.lower() not in ("veel", "genoeg", "voldoende")]
        return f"hoeveel {self.low[at]} {self._joined(rest)}"

    def _view(self) -> str:
        """ "Vond je het gesprek prettig?", "ging het goed?": hoe."""
        at = [i for i, word in enumerate(self.low) if word in self.k.view]
        of_whom = self.low[2:3] and self.low[2] in ("hem", "haar", "dat", "het", "dit")
        viewed = of_whom and self.low[0] in ("vind", "vindt", "vond")
        if viewed and (len(self.low) == 4 or self.low[3] == "een"):
            return f"hoe {self._joined(self.said[:3])}"
        if self.low[0] not in COPULA or len(at) != 1 or at[0] < 2 or (BREAKS - {"te"}) & set(self.low):
            return ""
        if self.low[0] in ("is", "was", "zijn", "waren") and self.low[1] in YOU | {"hij", "ze", "zij"}:
            return ""
        if self.low[at[0] - 1] in ("te", "een", "de", "het") and self.low[at[0] - 1] != "het":
            return ""
        rest = [*self.said[: at[0]], *self.said[at[0] + 1 :]]
        return f"hoe {self._joined(rest)}"

    def _which(self) -> str:
        """ "Zijn er afspraken over …?": welke afspraken."""
        if self.low[0] not in THERE or self.low[1] != "er":
            return ""
        at = next((i for i in range(2, len(self.low)) if self.nouns.is_plural(self.low[i])), 0)
        if not at or at > 4 or BREAKS & set(self.low) or self.low[at - 1] in ("bij", "van", "over", "met", "op", "in"):
            return ""
        if self.low[0] in ("is", "was") or set(self.low[2:at]) & {"de", "het", "die", "twee", "een"}:
            return ""
        between = [w for w in self.said[2:at] if w.lower() not in ("nog", "ook", "bepaalde", "duidelijke", "vaste")]
        return " ".join(["welke", *between, self.said[at], self.low[0], "er", *self.said[at + 1 :]])

    def _known(self) -> str:
        """ "Wist je baas ervan?": wat wist je baas ervan."""
        if self.low[0] not in KNOW:
            return ""
        opens = ("dat", "of", "wat", "hoe", "wie", "waarom")
        clause = next((i for i in range(2, len(self.low)) if self.low[i] in opens and self._conjunction(i)), 0)
        if 2 <= clause <= 5:
            return f"wat {self._joined(self.said[:clause])} hierover"
        if clause or not OF_IT & set(self.low):
            return ""
        return f"wat {self._joined([word for word in self.said if word.lower() != 'iets'])}"

    def _told(self) -> str:
        """ "Heb je het met haar besproken?": wat heb je met haar besproken."""
        at = self._participle_at()
        if self.low[0] not in PERFECT or not at or self.low[at] not in self.k.what or BREAKS & set(self.low):
            return ""
        if self.low[1] in YOU and self.low[2] in YOU | {"zich"}:
            return ""  # "heb je je ziek gemeld"
        said = self.said[1:at]
        if self.low[at] not in TELLS and self._bare_person(said):
            return ""
        if self._object_group(said):
            return f"in hoeverre {self._joined(self.said)}"
        rest = [word for i, word in enumerate(said) if i == 0 or word.lower() not in OBJECTS]
        tail = self.said[at + 1 :]
        tail = [] if tail and tail[0].lower() in CONJUNCTIONS else tail
        return " ".join(["wat", self.low[0], *rest, self.said[at], *tail])

    def _how(self) -> str:
        """ "Heeft ze goed gereageerd?": hoe heeft ze gereageerd."""
        if not self.k.how & set(self.low) or BREAKS & set(self.low):
            return ""
        rest = [word for word in self.said if word.lower() not in self.k.view]
        return f"hoe {self._joined(rest)}"

    def _conjunction(self, i: int) -> bool:
        """ "dat" that opens a clause, not the one in "op dat moment"."""
        return self.low[i] in CONJUNCTIONS and self.low[i - 1] not in ("op", "van", "in", "over", "bij", "met", "na")

    # --- words --------------------------------------------------------------------------------------------------

    def _joined(self, words: list[str]) -> str:
        return " ".join([words[0].lower(), *words[1:]])

    def _participle_at(self) -> int:
        return next((i for i in range(2, len(self.low)) if self._participle(self.low[i])), 0)

    def _participle(self, word: str) -> bool:
        return word in self.k.what | self.k.how or (bool(PARTICIPLE.match(word)) and not self.nouns.kinds(word))

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
        return bool(PREPOSITIONS & {word.lower() for word in said[max(i - 3, 0) : i]})

    def _infinitive(self, word: str) -> bool:
        if word in ("gaan", "doen", "zien", "staan", "laten", "te"):
            return True
        return word.endswith("en") and len(word) > 4 and not self.nouns.kinds(word) and word not in self.nouns.never

    def _inflected(self, verb: str, subject: str) -> str:
        if subject == "u" or verb in ALIKE or verb.endswith("t"):
            return verb
        return FOR_JE.get(verb, f"{verb}t")
