"""Who may look over groups, who may take hold of a meeting by its id alone, and the page that says who may what."""

import ast

import pytest

from coach.settings import ROOT
from tests.api import matrix

CODE = sorted(path for room in ("coach", "api", "evals", "tools") for path in (ROOT / room).rglob("*.py"))
# `UnitOfWork.across` finds records of all groups: each file here says why it has to.
ACROSS = {
    "coach/group/groups.py": "my own groups",
    "coach/group/invites.py": "an invitation, by the secret of its link or its code",
    "coach/group/guests.py": "a guest's link, by its secret",
    "coach/group/calendars.py": "a calendar address, by its secret",
    "coach/group/my_data.py": "all that is kept about me",
    "coach/group/erasing.py": "the groups of who erases their account",
    "coach/group/erasure.py": "the groups of who erases their account",
}
# `unit.meetings.get` knows no group: whoever calls it asks the door first, or says whose meeting it must be.
BY_ID = {
    "coach/group/door.py": "the door itself",
    "coach/group/consent.py": "asked with the id of a meeting that the door let somebody into",
    "coach/group/my_data.py": "meetings without a group, found by their owner",
    "coach/group/erasure.py": "what was erased before, to be erased again after a restore",
    "coach/method/service.py": "asked with the id of a meeting that the door let somebody into; `known` shows nobody's",
}

# Who else may know of SQLAlchemy: the container tells a damaged database from one that is away.
OPENERS = {"coach/container.py"}


def calls_of(text: str, name: str) -> int:
    """How often a file calls `….name(`, whatever it is called on; `meetings.get` asks for the name before it too."""
    owner, _, method = name.rpartition(".")
    return sum(_is_call(node, owner, method) for node in ast.walk(ast.parse(text)))


def _is_call(node: ast.AST, owner: str, method: str) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != method:
        return False
    held = node.func.value
    return not owner or (isinstance(held, ast.Attribute) and held.attr == owner)


def files_that_call(name: str) -> set[str]:
    """Files of the product, the store aside: there it is made."""
    found = {path.relative_to(ROOT).as_posix() for path in CODE if calls_of(path.read_text(encoding="utf-8"), name)}
    return {path for path in found if not path.startswith("coach/store/")}


@pytest.mark.parametrize(("name", "known"), [("across", ACROSS), ("meetings.get", BY_ID)])
def test_only_these_files_look_without_a_group_and_each_still_does(name: str, known: dict[str, str]) -> None:
    assert files_that_call(name) == set(known)


def test_a_call_is_seen_however_it_is_written() -> None:
    assert calls_of("rows = (\n    unit\n    .across(Member)\n).all()", "across") == 1
    assert (
        calls_of("a = unit.meetings.get(key)\nb = unit.meetings.read(key)\nc = methods.get(key)", "meetings.get") == 1
    )
    assert calls_of('"""`.across(Member)`"""\n# unit.across(Member)', "across") == 0


def test_nothing_in_the_product_opens_the_database_beside_the_unit_of_work() -> None:
    """Queries of their own would know no group: SQLAlchemy and sqlite3 are for the store."""
    users = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and _imports(node).partition(".")[0] in ("sqlalchemy", "sqlite3")
    }
    assert {path for path in users if not path.startswith("coach/store/")} == OPENERS


def _imports(node: ast.Import | ast.ImportFrom) -> str:
    return (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name


def test_the_page_of_rights_is_made_from_the_table() -> None:
    assert matrix.PAGE.read_text(encoding="utf-8") == matrix.page(), "run `python -m tests.api.matrix`"


def test_the_page_marks_each_standing_as_the_table_does() -> None:
    line = matrix.Line(
        "GET /x", "s", frozenset({"coordinator"}), may_open=frozenset({"nobody"}), more=frozenset({"peer"})
    )
    marks = {one: matrix.mark(line, one) for one in ("nobody", "peer", "coordinator", "administrator")}
    assert marks == {"nobody": "○", "peer": "◐", "coordinator": "●", "administrator": ""}


def test_a_standing_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="koning"):
        matrix.read('[sets]\n[a]\ntitle = "A"\n[a.lines]\n"GET /x" = { may = ["koning"] }')
