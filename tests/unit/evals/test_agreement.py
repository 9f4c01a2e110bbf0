"""Cohen's kappa and the shares beside it, worked out by hand."""

import math
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from evals import agreement as agreement_module
from evals import datachecks
from evals.agreement import agreement, cohen, rows_of
from evals.cases import EvalCase
from evals.cli import app
from evals.datachecks import Corpus


def _case(name: str, label: str, accept: list[str], **more: str) -> EvalCase:
    axes = {"form": label, "load": "neutral", "stacked": False, "why_question": False, "asks_for": "fact"}
    return {"id": name, "label": label, "accept": accept, **axes, **more}


FIRST = [
    _case("1", "open", ["open"]),
    _case("2", "open", ["open", "closed"]),
    _case("3", "closed", ["closed"]),
    _case("4", "closed", ["closed"]),
]
SECOND = [
    _case("1", "open", ["open"], reader="r1"),
    _case("2", "closed", ["closed"], reader="r1"),
    _case("3", "closed", ["closed"], reader="r2"),
    _case("4", "open", ["open", "closed"], reader="r2"),
]
EMPTY: dict[str, list[EvalCase]] = {"train": []}
CORPUS = Corpus(questions={"train": FIRST}, pairs=EMPTY, context=EMPTY, robust=[], second=SECOND)


def test_kappa_is_agreement_beyond_chance() -> None:
    rows = rows_of(FIRST, SECOND)
    assert cohen("label")(rows) == pytest.approx(0.0)  # half agrees, and half is what chance gives
    assert cohen("label")(rows_of(FIRST, [dict(case, reader="r") for case in FIRST])) == 1.0
    three = rows_of(FIRST, [*SECOND[:3], dict(FIRST[3], reader="r2")])
    assert cohen("label")(three) == pytest.approx((0.75 - 0.5) / (1 - 0.5))


def test_kappa_of_one_single_value_says_nothing() -> None:
    assert math.isnan(cohen("load")(rows_of(FIRST, SECOND)))


def test_agreement_is_told_over_all_and_for_each_reader() -> None:
    got = agreement(CORPUS)
    assert list(got) == ["all", "r1", "r2"]
    assert (got["all"]["within_first_accept"].value, got["r1"]["within_first_accept"].value) == (0.75, 1.0)
    assert got["all"]["first_within_second_accept"].value == 0.75
    assert got["all"]["same_accept"].value == 0.5
    assert got["r2"]["same_label"].n == 2


def test_second_labels_of_unknown_utterances_do_not_pass_silently() -> None:
    with pytest.raises(KeyError):
        agreement(replace(CORPUS, second=[*SECOND, _case("9", "open", ["open"], reader="r1")]))


def test_the_commands_print_kappas_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_module, "load", lambda: CORPUS)
    told = CliRunner().invoke(app, ["kappa"])
    assert told.exit_code == 0
    assert "kappa_asks_for" in told.stdout
    assert "tweede lezer: r2" in told.stdout
    lines = {split: [{"id": split, "label": "open", "text": split, "voice": split}] for split in datachecks.SPLITS}
    none: dict[str, list[EvalCase]] = {split: [] for split in datachecks.SPLITS}
    small = replace(CORPUS, questions=lines, pairs=none, context=none)
    monkeypatch.setattr(datachecks, "load", lambda: small)
    counted = CliRunner().invoke(app, ["data"])
    assert "te weinig: questions: 3, wanted 4500" in counted.stdout
    assert counted.exit_code == 1  # three utterances are no corpus
