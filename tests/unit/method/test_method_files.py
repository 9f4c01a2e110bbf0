"""The methods as data: what ships is sound, and a broken file gets a line and a mend."""

from pathlib import Path

import pytest

from coach.errors import BadData, NotFound
from coach.method.check import parse_method
from coach.method.library import MethodLibrary, check_folder
from coach.method.model import PhaseType, Role
from coach.settings import ROOT

FOLDER = ROOT / "knowledge" / "methods"
BASIS = (FOLDER / "basismodel.toml").read_text(encoding="utf-8")


def problems_after(old: str, new: str) -> list[tuple[int, str]]:
    """What the check says of the basismodel with one thing changed."""
    assert BASIS.count(old) == 1, old
    method, problems = parse_method(BASIS.replace(old, new), "basismodel.toml")
    assert method is None
    return [(problem.line, problem.mend) for problem in problems]


def line_with(text: str) -> int:
    return next(i for i, line in enumerate(BASIS.splitlines(), start=1) if text in line)


def test_every_method_that_ships_passes_the_check() -> None:
    assert check_folder(FOLDER) == []


def test_the_two_methods_have_the_phases_of_the_field_reference() -> None:
    library = MethodLibrary.load(FOLDER)
    basis = [[kind.value for kind in phase.types] for phase in library.get("basismodel").phases]
    assert basis == [
        ["check_in"],
        ["choose_case"],
        ["present"],
        ["information", "deepening"],
        ["core", "restate"],
        ["advice"],
        ["response"],
        ["harvest", "evaluation"],
    ]
    incident = library.get("incidentmethode")
    assert [phase.minutes.default for phase in incident.phases] == [5, 10, 5, 5, 5, 15, 10, 10, 5, 10]
    assert library.get("basismodel").minutes().default == 80


def test_the_presenter_is_silent_while_advice_is_given() -> None:
    for method in MethodLibrary.load(FOLDER).all():
        advice = method.first(PhaseType.ADVICE)
        assert advice is not None
        assert Role.CASE_PRESENTER not in advice.speaks


def test_a_phase_is_found_by_its_id_and_by_its_type() -> None:
    basis = MethodLibrary.load(FOLDER).get("basismodel")
    assert basis.types_of("kern") == (PhaseType.CORE, PhaseType.RESTATE)
    assert basis.types_of("advice") == (PhaseType.ADVICE,)
    assert basis.types_of("koffie") == ()


def test_a_misspelt_key_is_named_with_the_key_that_was_meant() -> None:
    found = problems_after('script = "We ronden af.', 'skript = "We ronden af.')
    assert (line_with('script = "We ronden af.'), '"skript" ken ik niet. Bedoel je "script"?') in found


def test_a_missing_key_points_at_its_phase() -> None:
    assert problems_after('name = "Adviesronde"\n', "") == [
        (line_with('id = "advies"') - 1, '"name" ontbreekt. Voeg het toe.')
    ]


def test_an_unknown_phase_type_gets_the_list_of_types() -> None:
    [(line, mend)] = problems_after('types = ["advice"]', 'types = ["adviez"]')
    assert line == line_with('types = ["advice"]')
    assert "advice, response, harvest, evaluation" in mend


@pytest.mark.parametrize(
    "minutes",
    [
        'min = 20, default = 15, max = 25, origin = "own"',
        'min = 10, default = 30, max = 25, origin = "own"',
        'min = 0, default = 15, max = 25, origin = "own"',
    ],
)
def test_minutes_out_of_order_are_refused(minutes: str) -> None:
    old = 'min = 10, default = 15, max = 25, origin = "own"'
    assert problems_after(old, minutes) == [
        (line_with(old), "De minuten lopen niet op. Zorg dat 1 ≤ min ≤ default ≤ max.")
    ]


def test_minutes_as_text_are_refused() -> None:
    [(_, mend)] = problems_after("min = 10, default = 15, max = 25", 'min = 10, default = "15", max = 25')
    assert mend == 'Bij "default" hoort een heel getal, zonder aanhalingstekens.'


def test_a_number_from_a_source_needs_a_source_that_is_listed() -> None:
    old = 'min = 10, default = 15, max = 25, origin = "own"'
    assert "hoort ook source" in problems_after(old, old.replace("own", "source"))[0][1]
    assert "[[sources]]" in problems_after(old, old.replace('"own"', '"source", source = "P999"'))[0][1]


def test_advice_before_the_information_phase_is_refused() -> None:
    [(line, mend)] = problems_after('types = ["present"]', 'types = ["present", "advice"]')
    assert line == line_with('types = ["present"]')
    assert "te vroeg" in mend


def test_advice_in_the_same_phase_as_the_first_information_is_refused() -> None:
    [(_, mend)] = problems_after('types = ["information", "deepening"]', 'types = ["information", "advice"]')
    assert "te vroeg" in mend


def test_a_method_without_a_compulsory_information_phase_is_refused() -> None:
    [(_, mend)] = problems_after('types = ["information", "deepening"]', 'types = ["deepening"]')
    assert "verplicht" in mend
    start = BASIS.index('id = "informatie"')
    skippable = BASIS[:start] + BASIS[start:].replace("skippable = false", "skippable = true", 1)
    assert "verplicht" in parse_method(skippable, "basismodel.toml")[1][0].mend


def test_two_phases_with_one_id_are_refused_at_the_second() -> None:
    [(line, mend)] = problems_after('id = "reactie"', 'id = "advies"')
    assert line == line_with('id = "reactie"')
    assert "komt al eerder voor" in mend


def test_a_phase_named_as_a_phase_type_is_refused() -> None:
    assert "fasesoort" in problems_after('id = "advies"', 'id = "advice"')[0][1]


def test_an_empty_text_is_refused() -> None:
    [(_, mend)] = problems_after(
        'speaking = "Deelnemers vragen, een voor een; de inbrenger antwoordt."', 'speaking = " "'
    )
    assert "leeg" in mend


def test_a_file_must_be_named_after_its_id() -> None:
    assert "Maak ze gelijk" in parse_method(BASIS, "anders.toml")[1][0].mend


def test_broken_toml_gets_its_line() -> None:
    [(line, mend)] = problems_after('types = ["advice"]', 'types = ["advice"')
    assert line == line_with('types = ["advice"]') + 1
    assert "geldige TOML" in mend


def test_keys_inside_a_long_text_are_not_taken_for_keys() -> None:
    text = BASIS.replace('when = "', 'when = """\nid = "x"\n[[phases]]\n', 1)
    end = text.index('"\n', text.index("[[phases]]\n"))
    broken = (text[:end] + '"""' + text[end + 1 :]).replace('types = ["advice"]', 'types = ["x"]')
    [problem] = parse_method(broken, "basismodel.toml")[1]
    assert broken.splitlines()[problem.line - 1] == 'types = ["x"]'


def test_a_file_that_is_no_text_or_is_gone_gets_a_mend(tmp_path: Path) -> None:
    (tmp_path / "kapot.toml").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in check_folder(tmp_path)[0].mend
    with pytest.raises(BadData) as caught:
        MethodLibrary.load(tmp_path)
    assert caught.value.where == "kapot.toml:1"


def test_an_empty_folder_is_bad_data(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        MethodLibrary.load(tmp_path)


def test_an_unknown_method_is_not_found_and_names_those_that_exist() -> None:
    with pytest.raises(NotFound) as caught:
        MethodLibrary.load(FOLDER).get("tovermethode")
    assert all(path.stem in caught.value.message for path in FOLDER.glob("*.toml"))
