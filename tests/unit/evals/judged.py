"""A judge whose verdicts a test writes down, in the place of the product's own."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from coach.container import Container
from coach.question.ask import Ask
from coach.question.judgement import Span


@dataclass
class By:
    """Who judged."""

    way: str = "local"


@dataclass
class Verdict:
    """What the suites read of a verdict."""

    label: str
    rewrites: Sequence[str] = ()
    spans: Sequence[Span] = ()
    doubt: str | None = None
    confidence: float = 0.8
    judged_by: By = field(default_factory=By)


@dataclass
class Judge:
    """Answers by the function it is given and remembers what it was asked."""

    answer: Callable[[Ask], Verdict]
    asked: list[Ask] = field(default_factory=list)

    def judge(self, ask: Ask, way: str = "local") -> Verdict:
        self.asked.append(ask)
        return self.answer(ask)


@dataclass
class House:
    """A container with nothing but a judge."""

    judge: Judge


def house(answer: Callable[[Ask], Verdict]) -> tuple[Container, Judge]:
    """A container for a suite, and its judge."""
    judge = Judge(answer)
    return cast(Container, House(judge)), judge


def write(folder: Path, cases: Sequence[dict[str, Any]]) -> Path:
    """A case file with these lines."""
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in cases), encoding="utf-8")
    return path
