"""Checks of the written cases: no near-duplicates, no templates, labels that follow from their axes, enough of each.

Every check gives faults as sentences that name ids and never texts: the test split is frozen and is not to be read.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil
from pathlib import Path

from evals.cases import CASES, EvalCase, read_lines

SPLITS = ("train", "dev", "test")
GRAM = 5
ALIKE = 0.6  # issue 3: a character 5-gram Jaccard from here on is refused
BEGINNING = 5
SHARE = 0.01  # issue 3: of a class, at most this share begins with the same five words

_NOT_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Cases by split; `second` holds the blind second labels, `robust` the disturbed forms."""

    questions: Mapping[str, Sequence[EvalCase]]
    pairs: Mapping[str, Sequence[EvalCase]]
    context: Mapping[str, Sequence[EvalCase]]
    robust: Sequence[EvalCase]
    second: Sequence[EvalCase]

    @property
    def all_questions(self) -> list[EvalCase]:
        """The questions of all splits."""
        return list(chain.from_iterable(self.questions.values()))

    @property
    def all_pairs(self) -> list[EvalCase]:
        """The pairs of all splits."""
        return list(chain.from_iterable(self.pairs.values()))

    @property
    def all_context(self) -> list[EvalCase]:
        """The cases with context of all splits."""
        return list(chain.from_iterable(self.context.values()))


def load(folder: Path = CASES) -> Corpus:
    """The corpus as it stands. Raises BadData when a part is missing or a line is no JSON."""
    parts = {name: {s: read_lines(folder / name / s) for s in SPLITS} for name in ("questions", "pairs", "context")}
    return Corpus(**parts, robust=read_lines(folder / "robust"), second=read_lines(folder / "second"))


def plain(text: str) -> str:
    """Lower case, words only, single spaces: what counts when two texts are compared."""
    return _NOT_WORD.sub(" ", text.casefold().replace("_", " ")).strip()


def grams(text: str) -> frozenset[str]:
    """The character 5-grams of a text's plain form; a shorter text is one gram."""
    bare = plain(text)
    return frozenset(bare[i : i + GRAM] for i in range(max(len(bare) - GRAM + 1, 1)))


def near_duplicates(texts: Sequence[tuple[str, str]], alike: float = ALIKE) -> list[tuple[str, str, float]]:
    """All pairs of (id, text) with a Jaccard of at least `alike`, exactly, as (id, id, Jaccard).

    Prefix filtering (Chaudhuri and others 2006; Bayardo and others 2007): with grams ordered from rare to common, two
    sets that are this alike share a gram among the first `size - ceil(alike * size) + 1` of each.
    """
    sets = [grams(text) for _, text in texts]
    often = Counter(chain.from_iterable(sets))
    seen: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for place in sorted(range(len(sets)), key=lambda i: len(sets[i])):
        own = sets[place]
        needed = ceil(alike * len(own) - 1e-9)
        prefix = sorted(own, key=lambda gram: (often[gram], gram))[: len(own) - needed + 1]
        for other in {i for gram in prefix for i in seen[gram] if len(sets[i]) >= needed}:
            shared = len(own & sets[other])
            score = shared / (len(own) + len(sets[other]) - shared)
            if score >= alike:
                found.append((texts[other][0], texts[place][0], round(score, 3)))
        for gram in prefix:
            seen[gram].append(place)
    return found


def across_splits(corpus: Corpus, alike: float = ALIKE) -> list[tuple[str, str]]:
    """Ids of near-duplicates in different splits, over questions, pair sides and questions with context."""
    texts = [(f"{split} {name}", text) for split in SPLITS for name, text in _texts(corpus, split)]
    found = near_duplicates(texts, alike)
    return [(one, other) for one, other, _ in found if one.split()[0] != other.split()[0]]


def _texts(corpus: Corpus, split: str) -> Iterator[tuple[str, str]]:
    yield from ((case["id"], case["text"]) for case in corpus.questions[split])
    yield from ((f"{case['id']}.{side}", case[side]) for case in corpus.pairs[split] for side in ("a", "b"))
    yield from ((case["id"], case["question"]) for case in corpus.context[split])


def frequent_beginnings(cases: Iterable[EvalCase], share: float = SHARE) -> list[str]:
    """One sentence for each five-word beginning in more than `share` of the cases of a label."""
    classes: defaultdict[str, list[EvalCase]] = defaultdict(list)
    for case in cases:
        classes[case["label"]].append(case)
    faults = []
    for label, own in classes.items():
        starts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for case in own:
            words = plain(case["text"]).split()
            if len(words) >= BEGINNING:
                starts[tuple(words[:BEGINNING])].append(case["id"])
        faults += [
            f"{label}: one beginning in {len(ids)} of {len(own)}: {', '.join(ids)}"
            for ids in starts.values()
            if len(ids) > share * len(own)
        ]
    return faults


def repeated_ids(*groups: Iterable[EvalCase]) -> list[str]:
    """Ids that occur more than once in these groups together."""
    counted = Counter(case["id"] for group in groups for case in group)
    return [f"{name}: this id occurs {count} times" for name, count in counted.items() if count > 1]


def shared_voices(corpus: Corpus) -> list[str]:
    """Voices that occur in more than one split, over questions, pairs and context together."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    for part in (corpus.questions, corpus.pairs, corpus.context):
        for split, cases in part.items():
            for case in cases:
                where[case["voice"]].add(split)
    return [f"{voice}: in {', '.join(sorted(splits))}" for voice, splits in where.items() if len(splits) > 1]


def counts(corpus: Corpus) -> dict[str, int]:
    """What issue 3 asks a minimum of."""
    questions, context = corpus.all_questions, corpus.all_context
    return {
        "questions": len(questions),
        "distinct_texts": len({plain(text) for split in SPLITS for _, text in _texts(corpus, split)}),
        "disguised_advice": sum(case["label"] == "disguised_advice" for case in questions),
        "lookalikes": sum(bool(case.get("lookalike")) for case in questions),
        "pairs": len(corpus.all_pairs),
        "context": len(context),
        "not_a_question": sum(case["label"] == "not_a_question" for case in questions),
        "with_spans": sum(bool(case.get("spans")) for case in questions),
        "second_labels": len({case["id"] for case in corpus.second}),
    }


MINIMUM = {
    "questions": 4_500, "distinct_texts": 5_000, "disguised_advice": 700, "lookalikes": 700, "pairs": 400,
    "context": 600, "not_a_question": 250, "with_spans": 300,
}  # fmt: skip


def too_few(corpus: Corpus) -> list[str]:
    """Counts under the minimum; also context that does not change about half of the time, and few second labels."""
    have = counts(corpus)
    faults = [f"{name}: {have[name]}, wanted {least}" for name, least in MINIMUM.items() if have[name] < least]
    if have["second_labels"] < have["questions"] / 5:
        faults.append(f"second_labels: {have['second_labels']}, wanted a fifth of {have['questions']}")
    changing = sum(bool(case["changes"]) for case in corpus.all_context)
    if not 0.45 <= changing / max(have["context"], 1) <= 0.55:
        faults.append(f"context: {changing} of {have['context']} change, wanted about half")
    return faults
