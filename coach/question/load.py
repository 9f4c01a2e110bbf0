"""What a question carries: advice, a judgement, a push towards one answer, or nothing (domain C.1.4 to C.1.6)."""

from collections.abc import Iterator

from coach.question.features import Action, closing_action, features_of, find_action
from coach.question.findings import Finding
from coach.question.heads import Head, Reading
from coach.question.lexicon import Frame, Lexicon
from coach.question.phrases import Hit
from coach.question.reading import Sentence
from coach.question.rules import imperative, rules_for


def findings_of(reading: Reading, lexicon: Lexicon) -> list[Finding]:
    """Everything in the text that gives it a load, weak findings too."""
    found: list[Finding] = []
    for head in reading.heads:
        found += rules_for(features_of(head, lexicon), lexicon)
    for sentence in reading.sentences:
        found += _framed(reading, sentence, lexicon)
    if not reading.heads or all(head.kind == "statement" for head in reading.heads):
        found += imperative(reading, lexicon)
    return found


def _framed(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    heads = [head for head in reading.heads if head.sentence is sentence]
    runup_only = bool(reading.heads) and not heads  # elsewhere a run-up retells more often than it steers
    begins = {sentence.words[h.first].start for h in heads} | {h.start for h in heads}
    if not heads:
        begins = {word.start for i, word in enumerate(sentence.words) if _may_begin(sentence, i)}
    for i, word in enumerate(sentence.words):
        for hit in lexicon.frames.at(reading.low, word.low, word.start, word.start in begins):
            head = next((h for h in reversed(heads) if h.said_from <= i), heads[0] if heads else None)
            placed = hit.value.where == "runup" if runup_only else _in_place(hit.value, head)
            if placed and (finding := _finding(hit, sentence, head, i, lexicon)):
                yield finding


def _may_begin(sentence: Sentence, i: int) -> bool:
    return i == 0 or sentence.words[i].after_comma


def _in_place(frame: Frame, head: Head | None) -> bool:
    kind = head.kind if head else "none"
    allowed = {
        "any": head is not None,
        "none": kind in ("none", "statement"),
        "statement": kind in ("statement", "none") if frame.asks else kind == "statement",
        "verb": kind == "verb",
        "runup": head is not None,
    }
    return allowed[frame.where]


def _finding(hit: Hit[Frame], sentence: Sentence, head: Head | None, i: int, lexicon: Lexicon) -> Finding | None:
    frame = hit.value
    last = next((n for n, w in enumerate(sentence.words) if w.start >= hit.end), len(sentence.words))
    stop = max(head.stop, last) if head else len(sentence.words)
    action, end = _named(sentence.lows[i:stop], last - i, lexicon), hit.end
    if frame.needs == "action" and (action is None or _other_subject(sentence.lows, last, lexicon)):
        return None
    announced = head is not None and head.first > 2  # "een brief, heb je daar al aan gedacht?"
    if frame.needs == "named" and not (announced or _names_something(sentence.lows[i:stop], lexicon)):
        return None
    if action is not None and frame.load == "advice":
        end = max(end, sentence.words[i + action.at].end)
    return Finding(frame.load, frame.strength, hit.start, end, frame.because, frame.family, frame.depends, action)


def _named(words: tuple[str, ...], after: int, lexicon: Lexicon) -> Action | None:
    """The action a frame is about: named after it, inside it, or in the verb that closes an "als je"-clause."""
    action = find_action(words, lexicon, after) or find_action(words, lexicon, 1)
    if action is None and _imagined(words, lexicon):
        tail = words[after:]
        action = closing_action(tail, lexicon)
        return action._replace(at=action.at + after) if action else None
    return action


def _imagined(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """A step is laid before somebody with "zou", "stel", "wat als" or a word that pushes; habits are not."""
    pushes = lexicon.words["push"] & set(words)
    return bool(
        pushes or {"zou", "stel", "zal"} & set(words) or words[:2] in (("wat", "als"), ("en", "als"), ("wat", "nou"))
    )


def _other_subject(lows: tuple[str, ...], last: int, lexicon: Lexicon) -> bool:
    """ "als je collega belt": somebody else acts, so nothing is suggested to the one who is asked."""
    return 0 < last < len(lows) and lows[last - 1] in ("je", "u") and lows[last] in lexicon.words["person"]


def _names_something(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether anything is named besides small words: "al iets geprobeerd" names nothing."""
    k = lexicon.words
    small = k["you"] | k["push"] | k["push_light"] | k["nothing_named"] | k["filler"] | k["negation"] | k["story_time"]
    rest = [w for w in words[1:] if w not in small and w not in _FRAME_WORDS]
    return bool(rest)


_FRAME_WORDS = frozenset(
    {
        "overwogen", "gedacht", "geprobeerd", "uitgeprobeerd", "eraan", "daaraan", "aan", "er", "om", "te", "wel",
        "andere", "anders", "doen", "nog", "ooit", "vaker", "je", "dat", "dit", "het", "daar", "hier", "over", "in",
    }
)  # fmt: skip
