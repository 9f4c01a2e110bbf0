"""`python -m evals.train.designs`: simpler judges beside ours, trained on the same texts and measured on one split."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from coach.question.axes import axes_by_rules
from coach.question.content import Cues
from coach.question.judgement import Label
from coach.question.lexicon import Lexicon
from coach.question.statements import Statements
from coach.settings import ROOT
from evals.figures import Row, f1_of, macro_f1, mean_of
from evals.train.curves import chosen
from evals.train.data import Example, examples
from evals.train.fit import SEED, fit, in_memory

console = Console(highlight=False, soft_wrap=True)
_WORDS = frozenset({"wat", "hoe", "welke", "wie", "waar", "wanneer", "waarom", "waardoor", "waaraan", "hoeveel"})


def by_form(rows: Sequence[Example]) -> list[Label]:
    """A question word is open, no question mark is no question, the rest is closed."""

    def one(text: str) -> Label:
        if "?" not in text:
            return "not_a_question"
        return "open" if text.lower().split()[0].strip(",") in _WORDS else "closed"

    return [one(row.text) for row in rows]


def by_ngrams(train: Sequence[Example], rows: Sequence[Example]) -> list[str]:
    """Words and characters with logistic regression, straight to the label: what a library gives in ten lines."""
    word = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    char = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)
    texts, others = [row.text for row in train], [row.text for row in rows]
    learn = hstack([word.fit_transform(texts), char.fit_transform(texts)])
    model = LogisticRegression(C=10, max_iter=400, random_state=SEED).fit(learn, [r.gold["label"] for r in train])
    return [str(name) for name in model.predict(hstack([word.transform(others), char.transform(others)]))]


def _figures(rows: Sequence[Example], got: Sequence[str]) -> tuple[float, float, float, float]:
    judged: list[Row] = [
        {
            "gold": row.gold["label"],
            "got": label,
            "accept": label in row.gold["accept"],
            "exact": label == row.gold["label"],
        }
        for row, label in zip(rows, got, strict=True)
    ]
    return mean_of("accept")(judged), mean_of("exact")(judged), macro_f1(judged), f1_of("disguised_advice")(judged)


def main(split: Annotated[str, typer.Option(help="Deel om op te meten: dev of test.")] = "dev") -> None:
    """Vergelijkt ontwerpen op één deel van het corpus."""
    folder = ROOT / "knowledge" / "question"
    lexicon = Lexicon.load(folder)
    cues, statements = Cues.load(folder, lexicon), Statements.load(folder, lexicon)
    read = partial(axes_by_rules, lexicon=lexicon, cues=cues, statements=statements)
    train, rows = examples(("train",), read), examples((split,), read)
    ours = in_memory(fit(examples(("train",), read, more=True)))
    table = Table("ontwerp", "accept", "exact", "macro-F1", "F1 verkapt advies")
    designs: list[tuple[str, Sequence[str]]] = [
        ("vraagwoord = open", by_form(rows)),
        ("regels van de eerste vorm", [row.axes.label for row in rows]),
        ("n-grammen, logistische regressie", by_ngrams(train, rows)),
        ("regels, stukken en skelet samen", [chosen(ours.chances(row.text, row.axes)) for row in rows]),
    ]
    for name, got in designs:
        table.add_row(name, *(f"{value:.3f}" for value in _figures(rows, got)))
    console.print(f"geleerd van {len(train)} uitingen (train), gemeten op {len(rows)} ({split})")
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
