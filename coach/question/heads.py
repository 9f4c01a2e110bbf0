"""Where questions begin: a question word, a verb in front, a polite or indirect opening, or a statement that asks."""

from dataclasses import dataclass
from typing import Literal

from coach.question.lexicon import Lexicon, Wrapper
from coach.question.phrases import Hit
from coach.question.reading import Sentence, sentences

# Openings with these words ask for something else: "kun je haar vertellen", "kun je niet een keer nee zeggen".
_NO_OPENING = frozenset({"niet", "geen", "nee", "haar", "hem", "hen", "hun", "gewoon", "beter"})
_AFTER_QUESTION_WORD = frozenset({"als", "niet", "dan", "nog", "nu", "nou", "precies", "anders"})
_OBJECTS = frozenset({"haar", "hem", "hen", "hun", "ons", "mijn", "zijn", "de", "het", "een", "dat", "die", "dan"})

HeadKind = Literal["wh", "verb", "invite", "statement", "fragment"]


@dataclass(frozen=True, slots=True)
class Head:
    """One question: words `first` up to `stop` of `sentence`, counted from its proper beginning.

    `kind`: wh (question word), verb (yes/no), invite ("vertel eens"), statement ("je was boos, hè"), fragment
    ("en toen?"). `said_from` is the word where the polite opening began. `verb` is where the finite verb stands.
    """

    kind: HeadKind
    sentence: Sentence
    first: int
    stop: int
    said_from: int
    verb: int | None
    indirect: bool = False
    wrapped: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return self.sentence.lows[self.first : self.stop]

    @property
    def start(self) -> int:
        return self.sentence.words[self.said_from].start

    @property
    def end(self) -> int:
        return self.sentence.words[self.stop - 1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded text, its sentences, and its heads in order. `fillers_only` sentences have no head."""

    low: str
    sentences: tuple[Sentence, ...]
    heads: tuple[Head, ...]


def read(low: str, lexicon: Lexicon) -> Reading:
    """Reads a folded text (coach.question.reading.fold)."""
    found = sentences(low, lexicon)
    heads: list[Head] = []
    for sentence in found:
        heads += _Finder(low, sentence, lexicon).heads()
    real = [h for h in heads if h.kind in ("wh", "verb", "invite")]
    return Reading(low, tuple(found), tuple(real or heads))


class _Finder:
    """Walks once over a sentence from left to right."""

    def __init__(self, low: str, sentence: Sentence, lexicon: Lexicon) -> None:
        self.low, self.sentence, self.lexicon = low, sentence, lexicon
        self.w = sentence.lows
        self.k = lexicon.words
        self.found: list[Head] = []
        self.begin = self._skip_fillers()

    def heads(self) -> list[Head]:
        i = self.begin
        while i < len(self.w):
            i = self._step(i)
        if not self.found and (late := self._late()):
            self.found.append(late)
        if not self.found and (whole := self._whole()):
            self.found.append(whole)
        return self._closed_off()

    def _step(self, i: int) -> int:
        """The index to look at next; adds a head when one begins at `i`."""
        if not self._boundary(i):
            return i + 1
        if (after := self._wrapper(i)) is not None:
            return after
        if (wh := self._question_word(i)) is not None:
            self._add("wh", wh, i, verb=next((n for n in range(wh + 1, wh + 5) if self._finite(n)), wh + 1))
            return wh + 2
        if self._verb_first(i):
            self._add("verb", i, i, verb=i)
            return i + 2
        return i + 1

    def _add(self, kind: HeadKind, first: int, said_from: int, verb: int | None, **more: bool) -> None:
        self.found.append(Head(kind, self.sentence, first, len(self.w), said_from, verb, **more))

    def _closed_off(self) -> list[Head]:
        """Heads with their ends: each stops where the next begins."""
        stops = [*(h.said_from for h in self.found[1:]), len(self.w)][: len(self.found)]
        return [
            Head(h.kind, h.sentence, h.first, max(stop, h.first + 1), h.said_from, h.verb, h.indirect, h.wrapped)
            for h, stop in zip(self.found, stops, strict=True)
        ]

    # --- beginnings -----------------------------------------------------------------------------------------

    def _skip_fillers(self) -> int:
        i = 0
        while i < len(self.w) - 1 and self.w[i] in self.k["filler"] and not self._you(i + 1):
            i += 1
        return i

    def _boundary(self, i: int) -> bool:
        if i == self.begin or self.sentence.words[i].after_comma:
            return True
        return self.w[i - 1] in self.k["joint"]

    def _you(self, i: int) -> bool:
        return i < len(self.w) and self.w[i] in self.k["you"]

    def _finite(self, i: int) -> bool:
        return i < len(self.w) and (self.w[i] in self.k["present"] or self.w[i] in self.k["past"])

    # --- wrappers -------------------------------------------------------------------------------------------

    def _wrapper(self, i: int) -> int | None:
        """Strips an opening at `i`; the index after what was found, or None when there is no opening."""
        hits = self.lexicon.wrappers.at(self.low, self.w[i], self.sentence.words[i].start, True)
        if not hits:
            return None
        for hit in sorted(hits, key=lambda h: (-h.end, h.value.opens == "nothing")):
            j = next((n for n, word in enumerate(self.sentence.words) if word.start >= hit.end), len(self.w))
            if not set(self.w[i:j]) & _NO_OPENING and (after := self._after_wrapper(i, j, hit)) is not None:
                return after
        return None

    def _after_wrapper(self, i: int, j: int, hit: Hit[Wrapper]) -> int | None:
        if self.w[j - 1] in self.k["question"] and j < len(self.w) and self.w[j] not in ("meer", "over", "van"):
            j -= 1  # "vertel eens wat er gebeurde": this "wat" opens the question, it is not "something"
        j = self._skip_small(j)
        wh = self._bare_question_word(j)
        if wh is not None and hit.value.opens != "nothing":
            self._add("wh", wh, i, verb=None, indirect=True, wrapped=True)
            return wh + 1
        if self._clause(j) and hit.value.opens != "nothing":
            self._add("verb", j, i, verb=None, indirect=True, wrapped=True)
            return j + 1
        if hit.value.opens == "open":
            self._add("invite", min(j, len(self.w) - 1), i, verb=None, wrapped=True)
            return max(j, i + 1)
        return j if hit.value.opens == "nothing" and j > i else None

    def _clause(self, j: int) -> bool:
        """A clause with "of" or "dat" begins here; "wist je dat niet" holds none."""
        if j + 1 >= len(self.w) or self.w[j] not in ("of", "dat"):
            return False
        return self.w[j] == "of" or self.w[j + 1] in self.k["subject"] - self.k["negation"]

    def _skip_small(self, j: int) -> int:
        while j < len(self.w) - 1 and self.w[j] in ("eens", "nog", "even", "dan", "eigenlijk", "is", "zo", "gewoon"):
            j += 1
        return j

    def _bare_question_word(self, i: int) -> int | None:
        """The question word at `i`, also after a preposition ("met wie"); None when there is none."""
        if i < len(self.w) and self.w[i] in self.k["question"]:
            return i
        if i + 1 < len(self.w) and self.w[i] in self.k["before_question"] and self.w[i + 1] in self.k["question"]:
            return i + 1
        return None

    # --- question word and verb in front --------------------------------------------------------------------

    def _question_word(self, i: int) -> int | None:
        wh = self._bare_question_word(i)
        if wh is None or self._exclamation(wh):
            return None
        after = self.w[wh + 1] if wh + 1 < len(self.w) else ""
        if self.found and self.found[-1].indirect and i and self.w[i - 1] == "en":
            return wh  # "benieuwd hoe je dat deed en wat het opleverde"
        if not after:
            return wh if self.sentence.asks or len(self.w) <= 3 else None
        if self._finite(wh + 1) or after in _AFTER_QUESTION_WORD:
            return wh
        if after in self.k["subject"] or after in self.k["you"] or after in ("ik", "dat", "die"):
            return wh if self.sentence.asks and self._short_fronted(wh) else None
        return wh

    def _short_fronted(self, wh: int) -> bool:
        """ "Hoe je dat deed?": the whole sentence is the clause; "wat je zei, klopt dat?" is not."""
        return not any(word.after_comma for word in self.sentence.words[wh + 1 :]) and wh - self.begin <= 1

    def _exclamation(self, i: int) -> bool:
        if self.w[i] not in ("wat", "hoe") or self.sentence.asks or i + 1 >= len(self.w):
            return False
        return self.w[i] == "wat" and self.w[i + 1] in self.k["exclaim"]

    def _verb_first(self, i: int) -> bool:
        if i + 1 >= len(self.w) or self._after_either(i):
            return False
        after = self.w[i + 1]
        if self.w[i] in self.k["imperative"] and not self.sentence.asks and after in _OBJECTS:
            return False
        if self._finite(i):
            return self._subject_follows(i, after)
        known = self.w[i] in self.k["not_a_verb"] or self.w[i] in self.k["filler"]
        return i == self.begin and after in self.k["you"] and not known and self.w[i] not in self.k["question"]

    def _subject_follows(self, i: int, after: str) -> bool:
        if i == self.begin:
            return after in self.k["subject"] or after in self.k["person"] or after == "ik" or self.sentence.asks
        if after == "ik" or after not in self.k["subject"]:
            return False
        if self.sentence.words[i].after_comma:
            return self.sentence.asks
        return after in self.k["you"] or self.sentence.asks

    def _after_either(self, i: int) -> bool:
        """ "… of was je verdrietig": the second half of a choice, no new question."""
        return i > self.begin and self.w[i - 1] == "of" and any(h.kind == "verb" for h in self.found)

    # --- without a head in front ----------------------------------------------------------------------------

    def _late(self) -> Head | None:
        """A question that begins after a run-up without a comma, as people dictate."""
        for i in range(self.begin + 2, len(self.w) - 1):
            before = self.w[i - 1]
            if self.w[i] in self.k["question"] and self._finite(i + 1) and before not in ("alles", "iets", "dat"):
                if (i + 2 < len(self.w) and self.w[i + 2] in self.k["subject"]) or self.sentence.asks:
                    return Head("wh", self.sentence, i, len(self.w), i, i + 1)
            elif self.sentence.asks and self._finite(i) and self._you(i + 1):
                return Head("verb", self.sentence, i, len(self.w), i, i)
        return None

    def _whole(self) -> Head | None:
        """A sentence that asks without a head: with a question mark, or with a tag at its end."""
        last = len(self.w)
        if self.sentence.asks:
            if self.w[-1] in self.k["question"]:
                return Head("wh", self.sentence, last - 1, last, self.begin, None)
            short = last - self.begin <= 4 and not any(self._finite(i) for i in range(last))
            return Head("fragment" if short else "statement", self.sentence, self.begin, last, self.begin, None)
        tag = self.w[-1] in ("he", "hè", "toch", "nietwaar", "hé") and last > 2
        if tag or " ".join(self.w[-3:]).endswith(("neem ik aan", "niet dan", "niet waar", "ja toch", "of niet")):
            return Head("statement", self.sentence, self.begin, last, self.begin, None)
        return None
