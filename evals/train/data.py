"""Training texts with their axes, and the matrix of what the judge sees in them."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from coach.container import build
from coach.question.axes import Axes
from coach.question.learned.facts import facts_of
from coach.question.learned.grams import BLOCKS, lowered, pieces, tokens
from coach.settings import ROOT
from evals.cases import CASES, EvalCase, read_lines

AXES = ("form", "load", "stacked", "asks_for", "kind")
LOAD_OF: dict[str, str] = {"disguised_advice": "advice", "judgemental": "judgement", "suggestive": "suggestive"}
SCALES = {"w": 2.0, "s": 2.0, "c": 2.0, "r": 0.6}
TWICE = 2.0  # the bare questions of context cases count double: there the label without a story is what matters
KEPT_IN = 50  # a word in at least so many texts is a small word of every sentence
LEAST = {"w": 2, "s": 3, "c": 3, "r": 2}  # texts a piece must stand in


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its gold axes, whose voice it is, what the rules read in it, and how often it counts."""

    text: str
    voice: str
    gold: EvalCase
    axes: Axes
    weight: float = 1.0


def examples(splits: tuple[str, ...], read: Any, more: bool = False) -> list[Example]:
    """The question cases of these splits; with `more` also the sides of pairs and the questions of context cases, of
    which only the label is known. `read` gives the rules' axes of a text."""
    found = []
    for split in splits:
        cases = read_lines(CASES / "questions" / split)
        found += [Example(case["text"], case["id"].split("-")[0], case, read(case["text"])) for case in cases]
        if more:
            found += [_by_label(*labelled, read) for labelled in _sides(split)]
            found += [replace(_by_label(*labelled, read), weight=TWICE) for labelled in _told(split)]
    if not more:
        return found
    found += [_by_label(text, "library", "open", ["open"], read) for text in library()]
    held = {_plain(text) for text in _held_out()}
    return [example for example in found if _plain(example.text) not in held]


def _sides(split: str) -> Iterator[tuple[str, str, str, list[str]]]:
    for case in read_lines(CASES / "pairs" / split):
        for side in ("a", "b"):
            yield case[side], case["voice"], case[f"{side}_label"], [case[f"{side}_label"]]


def _told(split: str) -> Iterator[tuple[str, str, str, list[str]]]:
    for case in read_lines(CASES / "context" / split):
        yield case["question"], case["voice"], case["label_without_context"], case["accept_without_context"]


def _by_label(text: str, voice: str, label: str, accept: list[str], read: Any) -> Example:
    """The axes that follow from a label; the form of a loaded question is the one the rules read."""
    rules: Axes = read(text)
    form = {"not_a_question": "none"}.get(label, label if label in ("open", "closed", "choice") else rules.form)
    load = LOAD_OF.get(label, "neutral" if form != "none" else rules.load)
    gold = {"label": label, "accept": accept, "form": form, "load": load, "stacked": label == "multiple"}
    return Example(text, voice, gold, rules)


def library() -> list[str]:
    """The questions the product itself offers: the library (knowledge/deepening) and the better questions that stand in
    texts.toml as they are. Open and neutral, by being chosen so."""
    texts = [question.text for question in build().deepening.questions]
    found = [text.replace("{woord}", word) for text in texts for word in ("lastig", "stil", "moe") if "{" in text]
    found += [text for text in texts if "{" not in text]
    offered = tomllib.loads((ROOT / "knowledge" / "question" / "texts.toml").read_text(encoding="utf-8"))["rewrite"]
    pairs = [pair for row in offered for pair in row["vragen"]]
    return list(dict.fromkeys([*found, *(text for pair in pairs for text in pair if "{" not in text)]))


def _held_out() -> Iterator[str]:
    """Every text of the test splits: what equals one of them is not learned from."""
    for case in read_lines(CASES / "questions" / "test"):
        yield case["text"]
    yield from (text for rows in (_sides("test"), _told("test")) for text, *_ in rows)


def _plain(text: str) -> str:
    return " ".join(tokens(lowered(text))).rstrip(" ?!.")


def small_words(texts: list[str]) -> frozenset[str]:
    """The words that keep their own form in a skeleton."""
    counts = Counter(word for text in texts for word in set(tokens(lowered(text))))
    return frozenset(word for word, count in counts.items() if count >= KEPT_IN)


class Features:
    """Turns examples into rows, with the names of what is worth a column."""

    def __init__(self, train: list[Example], keep: frozenset[str], names: list[str] | None = None) -> None:
        self.keep = keep
        self.names = names if names is not None else self._frequent(train)
        self.columns = {name: i for i, name in enumerate(self.names)}

    def values(self, example: Example) -> dict[str, float]:
        """Named values, exactly as the running judge weighs them."""
        found: dict[str, float] = {}
        by_block = pieces(example.text, self.keep)
        for block in BLOCKS:
            own = by_block[block]
            for piece in own:
                found[f"{block}:{piece}"] = SCALES[block] / len(own) ** 0.5
        for name, value in facts_of(example.text, example.axes, self.keep).items():
            found[f"r:{name}"] = value * SCALES["r"]
        return found

    def _frequent(self, train: list[Example]) -> list[str]:
        counts = Counter(name for example in train for name in self.values(example))
        return sorted(name for name, count in counts.items() if count >= LEAST[name[0]])

    def matrix(self, rows: list[Example]) -> csr_matrix:
        """Sparse rows in the order of `rows`."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for row in rows:
            for name, value in self.values(row).items():
                column = self.columns.get(name)
                if column is not None and value:
                    columns.append(column)
                    data.append(value)
            ends.append(len(columns))
        shape = (len(rows), len(self.names))
        return csr_matrix((np.array(data, dtype=np.float64), columns, ends), shape=shape)


def gold(rows: list[Example], axis: str) -> list[str]:
    """The gold values of an axis, as text ("True"/"False" for stacked)."""
    return [str(row.gold[axis]) for row in rows]
