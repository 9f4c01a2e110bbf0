"""Rewrites: another way to ask, that keeps what the asker wants to know and drops what steers.

What anybody can count (how many, stems kept, stems gone, form of address) stands apart from `own_opinion`: what the
judge thinks of its own rewrites. Whether a rewrite is good Dutch, a reader must say.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from coach.container import Container
from coach.question.ask import Ask
from evals.cases import EvalCase, read_lines
from evals.figures import Figure, Row, mean_of, split
from evals.suites.base import Options, Suite
from evals.suites.verdicts import judged

WANTED = 2
NEEDS = {"bad": str, "label": str}
_WORD = re.compile(r"[^\W\d_]+")
_JE, _U = {"je", "jij", "jou", "jouw", "jezelf"}, {"u", "uw", "uzelf"}


def address_of(text: str) -> str | None:
    """ "je" or "u" as the text addresses somebody; None when it does neither, both, or is Flemish (ge with u)."""
    words = {word.casefold() for word in _WORD.findall(text)}
    if words & {"ge", "gij"} or bool(words & _JE) == bool(words & _U):
        return None
    return "je" if words & _JE else "u"


def holds(stems: Iterable[str], text: str) -> bool:
    """Whether any of the stems occurs in the text, whatever the case of letters."""
    return any(stem.casefold() in text.casefold() for stem in stems)


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def counted(case: EvalCase, rewrites: Sequence[str]) -> Row:
    """What can be counted without an opinion. Who gives no rewrite has kept nothing and asked nothing."""
    address = address_of(case["bad"])
    other = {"je": "u", "u": "je"}.get(address or "")
    row = {
        "enough": len(rewrites) >= WANTED,
        "distinct": len(rewrites) >= WANTED and len({_bare(text) for text in rewrites}) == len(rewrites),
        "questions": bool(rewrites) and all(text.rstrip().endswith("?") for text in rewrites),
    }
    if case.get("must_keep"):
        row["kept"] = any(holds(case["must_keep"], text) for text in rewrites)
    if case.get("must_not"):
        row["leaked"] = any(holds(case["must_not"], text) for text in rewrites)
    if address:
        row["address_kept"] = bool(rewrites) and not any(_speaks(text, other) for text in rewrites)
    return row


def _speaks(text: str, address: str | None) -> bool:
    words = {word.casefold() for word in _WORD.findall(text)}
    return bool(words & (_U if address == "u" else _JE))


def _row(container: Container, case: EvalCase, options: Options) -> Row:
    verdict = judged(container, Ask(text=case["bad"], id=case["id"]), options)
    rewrites = list(verdict.rewrites)
    own = [judged(container, Ask(text=text, id=case["id"]), options).label == "open" for text in rewrites]
    row = counted(case, rewrites)
    sound = row["enough"] and row["questions"] and row.get("kept", True) and not row.get("leaked", False)
    return {
        "id": case["id"], "text": case["bad"], "gold": case["label"], "got": verdict.label, "rewrites": rewrites,
        "own_opinion": sum(own) / len(own) if own else 0.0, "right": sound, **row,
    }  # fmt: skip


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a case, with the rewrites themselves, so that a reader can judge them."""
    return [_row(container, case, options) for case in read_lines(path, NEEDS)]


def parts(rows: Sequence[Row]) -> list[Figure]:
    """Enough and sound for each label."""
    return [figure for name in ("enough", "right") for figure in split(name, "gold", rows)]


FIGURES = [
    Figure("enough", mean_of("enough")),
    Figure("kept", mean_of("kept"), of=lambda row: "kept" in row),
    Figure("leaked", mean_of("leaked"), of=lambda row: "leaked" in row, better="less"),
    Figure("distinct", mean_of("distinct")),
    Figure("questions", mean_of("questions")),
    Figure("address_kept", mean_of("address_kept"), of=lambda row: "address_kept" in row),
    Figure("right", mean_of("right"), gate=False),
    Figure("own_opinion", mean_of("own_opinion"), gate=False),
]
SUITE = Suite("rewrites", FIGURES, run, parts)
