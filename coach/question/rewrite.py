"""A better question: keeps what the asker wants to know, leaves out what closes, steers or advises."""

import re
from collections.abc import Callable, Iterator
from zlib import crc32

from coach.question.axes import Axes
from coach.question.curiosity import families_of, named_actions, tense_of, words_of
from coach.question.heads import Head
from coach.question.lexicon import Lexicon
from coach.question.texts import Pair, Shapes
from coach.question.topic import SLOTS, topic_of

_U = re.compile(r"\b(u|uw)\b")
_JE = re.compile(r"\b(je|jij|jou|jouw|ge|gij)\b")
_WORD = re.compile(r"[\w'-]+")
_MOST = 2
_SAME = 0.7
_TRIES = 2  # filled questions are judged one by one; more would cost too much
_VIEW = re.compile(r"^(?:vind|vond|vindt|vonden) (?:je|jij|u|ge|hij|ze|zij) (dat|het|dit)(?= (?:wel |zelf |ook )?\w+$)")
_VIEW_OF = re.compile(r"^(?:vind|vond|vindt|vonden) (?:je|jij|u|ge|hij|ze|zij) ")


def rewrites_of(axes: Axes, shapes: Shapes, lexicon: Lexicon, good: Callable[[str], bool]) -> tuple[str, ...]:
    """Two different questions, each open and neutral by the judge's own eyes (`good`); none where none is needed."""
    if axes.label == "open":
        return ()
    maker = _Maker(axes, shapes, lexicon, good)
    chosen: list[str] = []
    for text in maker.questions():
        if not any(_alike(text, other) for other in chosen):
            chosen.append(text)
    return tuple(chosen[:_MOST])


def _alike(one: str, other: str) -> bool:
    """Whether two questions say nearly the same: most words of the shorter stand in the longer."""
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(first & second) / min(len(first), len(second)) > _SAME


def is_polite(low: str) -> bool:
    """Whether a folded text addresses with "u"; the Flemish "ge" goes with "je"."""
    return bool(_U.search(low)) and not _JE.search(low)


class _Maker:
    def __init__(self, axes: Axes, shapes: Shapes, lexicon: Lexicon, good: Callable[[str], bool]) -> None:
        self.axes, self.shapes, self.lexicon, self.good = axes, shapes, lexicon, good
        self.polite = is_polite(axes.reading.low)
        self.topic = topic_of(words_of(axes), axes.head, shapes.topics, lexicon, self.polite)
        self.turn = crc32(axes.reading.low.encode())
        self.actions = named_actions(axes, lexicon)

    def questions(self) -> list[str]:
        families = families_of(self.axes, self.shapes, self.lexicon)
        when = tense_of(self.axes, self.lexicon)
        own = [text for text in self._own_words() if self.good(text)]
        filled = next(self._good_filled(families, when), "") if not own else ""
        # Those without a slot are looked at once, in the tests; only what holds the asker's words is judged here.
        plain = [text for family in families for text in self._plain(family, when)]
        return [*own, *([filled] if filled else []), *plain]

    def _plain(self, family: str, when: str) -> list[str]:
        pairs = self._turned(self.shapes.of(family, when, filled=False))
        return [text for text in (self._in_address(pair) for pair in pairs) if self._clean(text, ())]

    def _good_filled(self, families: tuple[str, ...], when: str) -> Iterator[str]:
        slots = self.topic.slots()
        tries = 0
        # Of a neutral question the wider family asks for something else; of help, the group is who should give it.
        narrow = self.axes.load == "neutral" or "advice.help" in families
        for family in (families[:1] if narrow else families) if slots else ():
            for pair in self._turned(self.shapes.of(family, when, filled=True)):
                needed = [slot for slot in SLOTS if slot in pair[0]]
                if tries >= _TRIES or any(slot not in slots for slot in needed):
                    continue
                tries += 1
                text = self._fill(self._in_address(pair), slots)
                if self._clean(text, [slots[slot] for slot in needed if slot != "{moment}"]) and self.good(text):
                    yield text

    def _in_address(self, pair: Pair) -> str:
        return pair[-1] if self.polite else pair[0]

    def _fill(self, text: str, slots: dict[str, str]) -> str:
        for slot, words in slots.items():
            text = text.replace(slot, words)
        return text

    def _clean(self, text: str, kept: list[str] | tuple[str, ...]) -> bool:
        """No word of the named step comes back, save in a noun that was kept ("het werk")."""
        allowed = {word for words in kept for word in words.split()}
        return not ({word for word in _WORD.findall(text.lower())} - allowed) & self.actions

    def _turned(self, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
        """Begins at another one for every text, so that a page of judgements does not say one thing."""
        if not pairs:
            return ()
        at = self.turn % len(pairs)
        return (*pairs[at:], *pairs[:at])

    def _own_words(self) -> list[str]:
        """What can be kept word for word: "vond je het gesprek prettig?" becomes "hoe vond je het gesprek?"."""
        head = self.axes.head
        if head is not None and head.kind == "wh" and self.axes.form == "choice" and self.axes.load == "neutral":
            return self._before_options(head)
        if head is None or self.axes.load not in ("neutral", "suggestive") or head.kind != "verb":
            return []
        said = " ".join(head.words)
        thing = self.topic.thing
        if thing and (match := _VIEW_OF.match(said)) and said[match.end() :].startswith(thing):
            return [f"Hoe {match.group()}{thing}?"]
        match = _VIEW.match(said)
        return [f"Hoe {said[: match.end(1)]}?"] if match else []

    def _before_options(self, head: Head) -> list[str]:
        """ "Wat hield je tegen, A of B?" asks "wat hield je tegen?" already."""
        words = head.sentence.words[head.first if head.wrapped else head.said_from : head.stop]
        cut = next((i for i in range(3, len(words)) if words[i].after_comma), 0)
        if not cut or ({"of"} | self.lexicon.words["modal"]) & {word.low for word in words[:cut]}:
            return []
        said = " ".join(word.low for word in words[:cut])
        return [f"{said[:1].upper()}{said[1:]}?"]
