"""Rewrites: what anybody can count is counted, and what the judge thinks of itself stands apart."""

from pathlib import Path
from typing import Any

from coach.container import Container
from evals import runner
from evals.figures import measure
from evals.suites import rewrites
from evals.suites.base import Options
from tests.unit.evals.judged import Verdict, house, write

CASES: list[dict[str, Any]] = [
    {"id": "rw-1", "bad": "Moet je die collega niet gewoon aanspreken?", "label": "disguised_advice",
     "good": ["Wat speelt er tussen jou en die collega?"], "must_keep": ["colleg"], "must_not": ["aanspre"]},
    {"id": "rw-2", "bad": "Waarom bent u toen zo slordig geweest met dat dossier?", "label": "judgemental",
     "good": ["Wat gebeurde er toen met het dossier?"], "must_keep": ["dossier"], "must_not": ["slordig"]},
    {"id": "rw-3", "bad": "Was dat huisbezoek goed of slecht?", "label": "choice",
     "good": ["Hoe verliep het huisbezoek?"], "must_keep": ["huisbezoek"], "must_not": []},
    {"id": "rw-4", "bad": "Je werd zeker wel boos toen die vader wegliep?", "label": "suggestive",
     "good": ["Wat deed het met je toen die vader wegliep?"], "must_keep": ["vader"], "must_not": ["boos"]},
]  # fmt: skip
GIVEN = {
    CASES[0]["bad"]: ["Hoe is het contact met je COLLEGA?", "Wat houdt je bezig?"],
    CASES[1]["bad"]: ["Wat maakte je zo slordig?", "Wat gebeurde er met het dossier"],
    CASES[2]["bad"]: ["Hoe was het bezoek?", "hoe was het bezoek"],
    CASES[3]["bad"]: [],
}


def test_each_fault_of_a_rewrite_shows_in_its_own_figure(tmp_path: Path) -> None:
    fake, _ = house(lambda ask: Verdict("suggestive", GIVEN.get(ask.text, ())))
    rows = rewrites.run(fake, write(tmp_path, CASES), Options())
    got = {name: (value.value, value.n) for name, value in measure(rewrites.FIGURES, rows).items()}
    assert got["enough"] == (0.75, 4)
    assert got["kept"] == (0.5, 4)
    assert got["leaked"] == (0.3333, 3)
    assert got["distinct"] == (0.5, 4)  # the third differs in a capital and a mark only
    assert got["questions"] == (0.25, 4)
    assert got["address_kept"] == (0.3333, 3)  # u became je; nothing keeps nothing
    assert got["own_opinion"] == (0.0, 4)
    assert [row["right"] for row in rows] == [True, False, False, False]


def test_the_judges_own_opinion_does_not_touch_what_is_counted(tmp_path: Path) -> None:
    path = write(tmp_path, CASES)
    pleased, _ = house(lambda ask: Verdict("open", GIVEN.get(ask.text, ())))
    critical, _ = house(lambda ask: Verdict("closed", GIVEN.get(ask.text, ())))
    first, second = rewrites.run(pleased, path, Options()), rewrites.run(critical, path, Options())
    assert [row["own_opinion"] for row in first] == [1.0, 1.0, 1.0, 0.0]
    assert [row["right"] for row in first] == [row["right"] for row in second]


def test_the_form_of_address_is_told_from_words() -> None:
    assert rewrites.address_of("Wat doet dat met jou?") == "je"
    assert rewrites.address_of("Hoe ging uw gesprek?") == "u"
    assert rewrites.address_of("Wat zei ge tegen uw baas?") is None  # Flemish: uw goes with ge
    assert rewrites.address_of("Hoe ging het gesprek, jullie samen?") is None


def test_the_products_own_judge_runs_through_the_suite(tmp_path: Path, container: Container) -> None:
    record = runner.run(container, "rewrites", write(tmp_path, CASES))
    assert set(record.figures) == {figure.name for figure in rewrites.FIGURES}
    assert all(row["rewrites"] for row in record.cases)
