"""Rewrites to read: how many are general, per label, and a random few in full. Train lines only.

`python -m evals.rewrites_read [--seed 1] [--show 40] [--but v18]`: prints, for every label, lines, rewrites, and the
share of rewrites that name nothing of the sentence: a plain question of texts.toml that shares no content word with it.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from coach.container import build
from coach.question.ask import Ask
from coach.question.rewrite_address import in_flemish
from coach.question.texts import Texts
from coach.settings import ROOT
from evals.cases import read_lines

NEEDS = {"text": str, "label": str}
BAD = ("disguised_advice", "suggestive", "judgemental", "closed", "choice", "multiple")
LINES = ROOT / "evals" / "cases" / "questions" / "train"
_WORD = re.compile(r"[\w'-]{4,}")
_PRONOUNS = {"haar", "hem", "hen"}
_SMALL = frozenset(
    {
        "welke", "welk", "waar", "wanneer", "waarom", "deze", "jouw", "zijn", "waren", "bent", "zijt", "waart", "hebt",
        "heeft", "hebben", "hadden", "hadt", "kunt", "kunnen", "zoudt", "zouden", "wilt", "willen", "wilde", "moet",
        "moeten", "gaat", "gaan", "ging", "gingen", "doet", "doen", "deed", "deden", "gedaan", "kijk", "kijkt", "keek",
        "ziet", "zien", "merk", "merkt", "geeft", "krijg", "voor", "door", "over", "naar", "toen", "maar", "niet",
        "geen", "nog", "even", "zelf", "precies", "eigenlijk", "volgens", "moment", "daar", "hier", "daarover",
        "daarvan", "hierin", "hierover", "hiermee", "iets", "speelt", "speelde", "gebeurt", "gebeurde", "gebeurd",
        "gegaan", "vertellen", "zeggen", "gezegd", "vind", "vindt", "vond", "meest", "jullie", "belangrijk", "beeld",
        "rond", "contact", "heen",
    }
)  # fmt: skip


def plain_questions() -> frozenset[str]:
    """Every question of texts.toml without a slot, in the three forms of address."""
    pairs = [pair for row in Texts.load(ROOT / "knowledge" / "question").rewrite for pair in row.vragen]
    return frozenset(text for pair in pairs if "{" not in pair[0] for text in (*pair, in_flemish(pair[-1])))


def is_general(bad: str, rewrite: str, plain: Iterable[str]) -> bool:
    """Whether a rewrite names nothing of the sentence it is for."""
    if rewrite not in set(plain) or _PRONOUNS & set(_WORD.findall(rewrite.lower())):
        return False
    return not _stems(bad) & _stems(rewrite)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.lower()) if word not in _SMALL}


def bad_lines(folder: Path, but: str = "") -> list[tuple[str, str]]:
    """(label, text) of every line that is not open and is a question, without the voice `but`."""
    files = [path for path in sorted(folder.glob("*.jsonl")) if not but or path.stem != but]
    cases = [case for path in files for case in read_lines(path, NEEDS)]
    return [(case["label"], case["text"]) for case in cases if case["label"] in BAD]


def main() -> None:
    """Prints the counts and a few lines with their rewrites."""
    options = argparse.ArgumentParser(description="Rewrites of the train lines, counted and shown.")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=40)
    options.add_argument("--but", default="")
    chosen = options.parse_args()
    judge, plain = build().judge, plain_questions()
    rows = [(label, text, judge.judge(Ask(text)).rewrites) for label, text in bad_lines(LINES, chosen.but)]
    for label in BAD:
        of = [(text, rewrites) for name, text, rewrites in rows if name == label]
        count = Counter(is_general(text, one, plain) for text, rewrites in of for one in rewrites)
        none = sum(not rewrites for _, rewrites in of)
        share = count[True] / count.total()
        print(f"{label:17} lines {len(of):4} rewrites {count.total():4} general {share:.3f} none {none}")
    some = random.Random(chosen.seed).sample(rows, min(chosen.show, len(rows)))  # noqa: S311 - a sample to read
    for label, text, rewrites in some:
        print(f"\n[{label}] {text}", *(f"    {rewrite}" for rewrite in rewrites), sep="\n")


if __name__ == "__main__":
    main()
