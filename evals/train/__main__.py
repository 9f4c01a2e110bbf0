"""`python -m evals.train`: trains the judge on the train and dev splits and writes its weights as plain data."""

import json
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from coach.question.ask import Ask, Said
from coach.question.axes import axes_by_rules
from coach.question.content import Cues
from coach.question.learned.model import HERE
from coach.question.lexicon import Lexicon
from coach.question.statements import Statements
from coach.settings import ROOT
from evals.cases import EvalCase
from evals.train.context import context_cases, context_weights, read_cases, unseen_beside_story
from evals.train.curves import certainty_curve, unseen
from evals.train.data import examples
from evals.train.fit import fit, version_of, write

console = Console(highlight=False, soft_wrap=True)


def ask_of(case: EvalCase) -> Ask:
    """The ask of a context case."""
    history = tuple(Said(turn["role"], turn["text"]) for turn in case["history"])
    return Ask(text=case["question"], case=case["case"], history=history)


def train(out: Path, splits: tuple[str, ...]) -> None:
    """Fits everything and writes weights.npz, names.txt, meta.json and context.json to `out`."""
    started = time.perf_counter()
    folder = ROOT / "knowledge" / "question"
    lexicon = Lexicon.load(folder)
    read = partial(
        axes_by_rules,
        lexicon=lexicon,
        cues=Cues.load(folder, lexicon),
        statements=Statements.load(folder, lexicon),
    )
    rows = examples(splits, read, more=True)
    console.print(f"{len(rows)} uitingen; eerst zonder de eigen stem, voor de zekerheid")
    judged = unseen(rows)
    before = {row.text: chances for row, chances in judged}
    cases = [case for split in splits for case in context_cases(split)]
    told = read_cases(cases, before, lexicon, read, ask_of)
    beside = unseen_beside_story(told, lexicon)
    certainty = {
        "alone": certainty_curve((row.axes, row.gold["accept"], chances) for row, chances in judged),
        "told": certainty_curve((case.axes, case.gold["accept_with_context"], chances) for case, chances in beside),
    }
    meta = {"version": version_of(rows), "texts": len(rows), "splits": list(splits), "certainty": certainty}
    model = write(fit(rows), out, meta)
    context = context_weights(told)
    text = json.dumps(context, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "context.json").write_text(text + "\n", encoding="utf-8")
    console.print(f"geschreven in {out.name}: versie {model.version}, {time.perf_counter() - started:.0f} s")


def main(
    out: Annotated[Path, typer.Option(help="Map voor de gewichten.")] = HERE,
    splits: Annotated[str, typer.Option(help="Delen om op te trainen, met komma's.")] = "train,dev",
) -> None:
    """Traint de beoordelaar opnieuw; dezelfde gevallen geven dezelfde gewichten."""
    train(out, tuple(splits.split(",")))


if __name__ == "__main__":
    typer.run(main)
