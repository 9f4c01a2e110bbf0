"""A better question: keeps what the asker wants to know, leaves out what closes, steers or advises."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from zlib import crc32

from coach.question.axes import Axes
from coach.question.curiosity import asks_for_help, families_of, looks_back, named_actions, over_of, tense_of, words_of
from coach.question.form import offers_options
from coach.question.heads import Head
from coach.question.lexicon import Lexicon
from coach.question.reading import Word
from coach.question.rewrite_address import address_of, in_flemish
from coach.question.rewrite_choice import opened_choice
from coach.question.rewrite_done import done
from coach.question.rewrite_opened import Opener
from coach.question.rewrite_told import is_told, told
from coach.question.texts import Pair, Shapes
from coach.question.topic import SLOTS, Asked, Topic, as_written, topic_of

_WORD = re.compile(r"[\w'-]+")
_MOST = 2
_SAME = 0.7
_IRREGULAR = frozenset({"bracht", "sprak", "schreef", "trok", "riep", "koos", "reed", "trad", "betrof", "sliepen"})
_GROUPS = frozenset({"{persoon}", "{orgaan}", "{rol}", "{enkelding}", "{ding}", "{plek}"})
_TRIES = 3  # questions with the asker's words are judged one by one; more would cost too much
_OF_THE_TALK = frozenset({"closed.invite", "closed.permission", "closed.check"})
_NARROW = frozenset({"over.went", "over.said", "over.relation", "over.invite"})  # few slots: then as a fact
_OWN = frozenset({"ik", "mij", "mijn", "wij", "ons", "ze", "zij"})  # an asker's own story is no topic
_WITH_ASKER = frozenset({"ik", "we", "wij"})
_VIEW = re.compile(r"^(?:vind|vond|vindt|vonden) (?:je|jij|u|ge|hij|ze|zij) (dat|het|dit)(?= (?:wel |zelf |ook )?\w+$)")
_VIEW_OF = re.compile(r"^(?:vind|vond|vindt|vonden) (?:je|jij|u|ge|hij|ze|zij) ")


def rewrites_of(axes: Axes, shapes: Shapes, lexicon: Lexicon, good: Callable[[str], bool]) -> tuple[str, ...]:
    """Two different questions, each open and neutral by the judge's own eyes (`good`); none where none is needed."""
    if axes.label == "open" or _is_check(axes):
        return ()
    chosen: list[str] = []
    for text in _Maker(axes, shapes, lexicon, good).questions():
        if is_told(text) or not any(_alike(text, other) for other in chosen):
            chosen.append(text)
        if len(chosen) == _MOST:
            break
    return tuple(chosen)


def _is_check(axes: Axes) -> bool:
    """Leave, procedure and a summary to nod at are closed for a reason; an invitation ("wil je daar meer…") is not."""
    invites = axes.head is not None and axes.head.kind == "invite"
    return axes.label == "closed" and axes.kind == "closed_check" and not invites


def _without_asker(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Up to a closing remark of the asker's own: "… als ik goed luister"."""
    stop = next(
        (
            i
            for i in range(3, len(words) - 1)
            if words[i].after_comma and (words[i].low, words[i + 1].low) == ("als", "ik")
        ),
        len(words),
    )
    return words[:stop]


def _alike(one: str, other: str) -> bool:
    """Whether two questions say nearly the same: most words of the shorter stand in the longer."""
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(first & second) / min(len(first), len(second)) > _SAME


class _Maker:
    def __init__(self, axes: Axes, shapes: Shapes, lexicon: Lexicon, good: Callable[[str], bool]) -> None:
        self.axes, self.shapes, self.lexicon, self.good = axes, shapes, lexicon, good
        self.address = address_of(axes.reading.low)
        self.when = tense_of(axes, lexicon)
        if axes.load == "advice" and self.when == "toen" and not looks_back(axes, lexicon):
            self.when = "nu"  # "heb je overwogen om …" is about what could still be done
        self.topic = self._topic()
        self.turn = crc32(axes.reading.low.encode())
        self.actions = named_actions(axes, lexicon)
        self.families = families_of(axes, shapes, lexicon)

    def _topic(self) -> Topic:
        """Of the question itself; when that names nothing, of what was said around it."""
        head = self.axes.head
        options = offers_options(head, self.lexicon) if head is not None and self.axes.label == "choice" else 0
        helps = asks_for_help(self.axes, self.shapes)
        loaded = self.axes.load in ("suggestive", "judgement")
        asked = Asked(
            advice=self.axes.load == "advice",
            loaded=loaded,
            judged=self.axes.load == "judgement",
            helps=helps,
            past=self.when == "toen",
            polite=self.address != "je",
            options=options,
            text=self.axes.text,
        )
        first = head.sentence.words if head is not None and loaded else words_of(self.axes)
        others = [sentence.words for sentence in self.axes.reading.sentences if not _OWN & set(sentence.lows)]
        for words in (first, *others):
            topic = topic_of(_without_asker(words), head, self.shapes.topics, self.lexicon, asked)
            if self.axes.label == "choice":  # a moment or a place is often what may be chosen
                named = topic.moment.startswith(("toen", "die"))
                topic = replace(topic, moment=topic.moment if named else "", place="")
            if topic.slots():
                return topic
        return Topic()

    def questions(self) -> Iterator[str]:
        """From the closest to the widest: the question itself opened, questions about its topic, plain ones."""
        tries = 0
        for text, sure in self._named():
            if sure:
                yield text
            elif tries < _TRIES:
                tries += 1
                if self.good(text):
                    yield text
        # Those without a slot are looked at once, in the tests; only what holds the asker's words is judged here.
        for family in self.families:
            yield from self._plain(family)

    def _named(self) -> Iterator[tuple[str, bool]]:
        """What names something of the question, and whether it holds word groups only: those need not be judged."""
        yield from ((text, False) for text in self._own_words())
        yield from self._about_the_topic()
        yield from ((text, False) for text in self._widely())
        yield from ((text, False) for text in self._retold())

    def _retold(self) -> list[str]:
        """The question itself in a second form, when it could be kept and nothing else of it can be named."""
        own = self._own_words()[:1] if self.axes.label in ("choice", "closed") else []
        return [text for question in own if (text := told(question, self.address, self.lexicon))]

    def _widely(self) -> Iterator[str]:
        """The clause itself with "in hoeverre": only when its topic could not be read."""
        head = self.axes.head
        if self.axes.label != "closed" or self.axes.content.asks_for == "feeling":
            return
        fits = head is not None and head.kind == "verb" and not head.wrapped
        if fits and head is not None and (wide := self._opener(head).wide()):
            yield wide

    def _plain(self, family: str) -> list[str]:
        pairs = self._turned(self.shapes.of(family, self.when, filled=False))
        return [text for text in (self._in_address(pair) for pair in pairs) if self._clean(text, ())]

    # --- about the topic ----------------------------------------------------------------------------------------

    def _about_the_topic(self) -> Iterator[tuple[str, bool]]:
        """A question for every slot in turn, and then a second one for each."""
        slots = {**self.topic.slots(), "{of}": self._weighed()}
        over = over_of(self.axes, self.families, self.when == "toen")
        over = "over.judgement" if self.topic.deed else over
        rows = [(self._of_slot("over.weigh", "{of}", slots)[:1], False)]
        rows += [(self._of_slot(over, slot, slots), slot in _GROUPS) for slot in SLOTS]
        if over in _NARROW and not any(row for row, _ in rows):
            rows = [(self._of_slot("over.closed", slot, slots), slot in _GROUPS) for slot in SLOTS]
        for at in range(3):
            for row, sure in rows:
                if at < len(row):
                    yield row[at], sure

    def _of_slot(self, over: str, slot: str, slots: dict[str, str]) -> list[str]:
        head = self.axes.head
        ours = self.axes.label == "closed" and head is not None and bool(_WITH_ASKER & set(head.words[1:2]))
        roles = slot == "{persoon}" and over in ("over.closed", "over.choice") and slots.get("{rol}")
        if not over or not slots.get(slot) or ours or roles:
            return []
        when = "toen" if slot == "{feit}" and self._was(slots[slot]) else self.when
        rows: list[str] = []
        for pair in self._turned(tuple(p for p in self.shapes.of(over, when, filled=True) if slot in p[0])):
            needed = [one for one in SLOTS if one in pair[0]]
            if all(slots.get(one) for one in needed):
                text = self._fill(self._in_address(pair), slots)
                if self._clean(text, [slots[one] for one in (*needed, slot)]):
                    rows.append(text)
        return rows

    def _was(self, clause: str) -> bool:
        words = clause.lower().split()[2:]
        return any(word in self.lexicon.words["past"] or word.endswith(("de", "te", "den", "ten")) for word in words)

    def _weighed(self) -> str:
        """ "of je het haar gaat vertellen": only of a plan that the question itself asks about."""
        head = self.axes.head
        if self.families[:1] and self.families[0] in _OF_THE_TALK:
            return ""
        if self.axes.label != "closed" or head is None or head.kind != "verb" or head.wrapped:
            return ""
        return self._opener(head).whether()

    def _in_address(self, pair: Pair) -> str:
        if self.address == "je":
            return pair[0]
        return pair[-1] if self.address == "u" else in_flemish(pair[-1])

    def _fill(self, text: str, slots: dict[str, str]) -> str:
        for slot, words in slots.items():
            text = text.replace(slot, words)
        return text

    def _clean(self, text: str, kept: list[str] | tuple[str, ...]) -> bool:
        """No word of the named step comes back, save in a group that was kept ("het werk")."""
        allowed = {word for words in kept for word in words.lower().split()}
        return not ({word for word in _WORD.findall(text.lower())} - allowed) & self.actions

    def _turned(self, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
        """Begins at another one for every text, so that a page of judgements does not say one thing."""
        if not pairs:
            return ()
        at = self.turn % len(pairs)
        return (*pairs[at:], *pairs[:at])

    # --- the question itself --------------------------------------------------------------------------------------

    def _own_words(self) -> list[str]:
        """What can be kept word for word: "vond je het gesprek prettig?" becomes "hoe vond je het gesprek?"."""
        head = self.axes.head
        if head is None or self.axes.kind == "closed_check":
            return []
        if self.axes.label not in ("choice", "closed", "suggestive"):
            return []
        if head.kind == "wh":
            return self._before_options(head) or self._whole(head) if self.axes.label == "choice" else []
        if head.kind != "verb":  # "droeg de zoon ook mee": a verb that words.toml does not know
            if self.axes.label == "choice" and head.sentence.words[0].low in self._openers():
                return self._chosen(head)
            return self._unread(head) if self.axes.label in ("closed", "choice") else []
        return [*self._viewed(head), *self._opened(head)]

    def _viewed(self, head: Head) -> list[str]:
        said = " ".join(head.words)
        thing = self.topic.thing.lower()
        if thing and (match := _VIEW_OF.match(said)) and said[match.end() :].startswith(thing):
            return [f"Hoe {match.group()}{self.topic.thing}?"]
        match = _VIEW.match(said)
        return [f"Hoe {said[: match.end(1)]}?"] if match else []

    def _opened(self, head: Head) -> list[str]:
        if head.wrapped or self.axes.label == "suggestive":
            return []
        if self.axes.label == "closed":
            feeling = self.axes.content.asks_for == "feeling"
            found = self._opener(head).questions()
            found = [text for text in found if not (feeling and text.startswith("In hoeverre"))]
            return [self._about_whom(text) for text in found] or self._done(head)
        return self._chosen(head)

    def _openers(self) -> frozenset[str]:
        """Verbs that words.toml does not know as such, in front of a choice."""
        return _IRREGULAR | self.lexicon.words["past"]

    def _chosen(self, head: Head) -> list[str]:
        words = head.sentence.words[head.first : head.stop]
        lows = [word.low for word in words]
        at = offers_options(head, self.lexicon) or (lows.index("of") if "of" in lows[2:-1] else 0)
        said, breaks = as_written(words, self.axes.text), [word.after_comma for word in words]
        breaks[at] = False
        found = opened_choice(said, breaks, at, self.shapes.open_words, self.shapes.topics) if at else []
        return found or self._done(head)

    def _unread(self, head: Head) -> list[str]:
        """A yes/no question whose verb was not read as one: "weet" can be a filler too."""
        words = head.sentence.words
        if self.axes.label == "closed" and words[0].low == "weet":
            breaks = [word.after_comma for word in words]
            opener = Opener(as_written(words, self.axes.text), breaks, self.shapes.open_words, self.shapes.topics)
            return opener.questions()
        return self._done(head)

    def _about_whom(self, text: str) -> str:
        """ "Wist je dat ze zwanger was?" asks what was known about her."""
        person = self.topic.person
        if not person or person in text or not text.endswith(" hierover?"):
            return text
        return f"{text.removesuffix('hierover?')}over {person}?"

    def _done(self, head: Head) -> list[str]:
        words = head.sentence.words[head.first : head.stop]
        question = done(as_written(words, self.axes.text), self.topic.groups)
        return [question] if question else []

    def _opener(self, head: Head) -> Opener:
        words = head.sentence.words[head.first : head.stop]
        breaks = [word.after_comma for word in words]
        return Opener(as_written(words, self.axes.text), breaks, self.shapes.open_words, self.shapes.topics)

    def _whole(self, head: Head) -> list[str]:
        """ "Een mail of een gesprek, hoe liet je het weten?": the question stands behind the options."""
        if head.indirect or head.first < 3 or "of" not in head.sentence.lows[: head.first] or "of" in head.words:
            return []
        said = " ".join(as_written(head.sentence.words[head.first : head.stop], self.axes.text))
        return [f"{said[:1].upper()}{said[1:]}?"]

    def _before_options(self, head: Head) -> list[str]:
        """ "Wat hield je tegen, A of B?" asks "wat hield je tegen?" already."""
        if head.indirect:
            return []
        words = head.sentence.words[head.first if head.wrapped else head.said_from : head.stop]
        cut = next((i for i in range(3, len(words)) if words[i].after_comma), 0)
        if not cut or ({"of", "ik"} | self.lexicon.words["modal"]) & {word.low for word in words[:cut]}:
            return []
        said = " ".join(as_written(words[:cut], self.axes.text))
        return [f"{said[:1].upper()}{said[1:]}?"]
