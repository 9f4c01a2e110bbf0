"""The table of who is let in where (matrix.toml), and docs/rights.md, which is made from it.

`python -m tests.api.matrix` writes that page again.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from coach.settings import ROOT
from tests.api.matrix_words import STANDINGS, Setting

TABLE = Path(__file__).with_name("matrix.toml")
PAGE = ROOT / "docs" / "rights.md"
SETTINGS: tuple[Setting, ...] = ("open", "closed", "pages")
# The short names that stand over the columns of the page.
SHORT = {
    "nobody": "nobody", "guest_of_another": "guest elsewhere", "guest": "guest here",
    "member_of_another": "another group", "former_member": "former", "member": "member", "peer": "peer",
    "presenter": "presenter", "minutes_taker": "minutes", "facilitator": "leads", "coordinator": "coordinator",
    "administrator": "administrator",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `name` is its key; the request is `method` to `path` with what is sent."""

    name: str
    section: str
    may: frozenset[str]
    may_open: frozenset[str] | None = None
    more: frozenset[str] = frozenset()
    json: Any = None
    form: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    query: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    but: Mapping[str, int] = field(default_factory=dict)
    given: str = ""
    shows: tuple[str, ...] = ()
    keeps: bool = True

    @property
    def method(self) -> str:
        return self.name.split(" ")[0]

    @property
    def path(self) -> str:
        return self.name.split(" ")[1]

    @property
    def is_page(self) -> bool:
        return not self.path.startswith("/api/")

    @property
    def writes(self) -> bool:
        """Whether something is left behind when it is done."""
        return self.method != "GET" and self.section != "tools" and self.keeps

    @property
    def loose(self) -> bool:
        """Whether it is about a meeting without a group."""
        return self.where.get("meeting_id") in ("loose_id", "own_id")

    def names(self) -> set[str]:
        """Which places its request names, in the address and in what is sent."""
        parts = re.findall(r"{(\w+)}", self.path)
        sent = f"{self.json} {dict(self.form)} {self.query}"
        return {self.where.get(part, part) for part in parts} | set(re.findall(r"{(\w+)}", sent))

    def admits(self, setting: Setting) -> frozenset[str]:
        """Who is let in, with these settings."""
        if setting == "open":
            return self.may if self.may_open is None else self.may_open
        return self.may | self.more if setting == "pages" else self.may


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def read(text: str) -> list[Section]:
    """The table, with every set spelled out. Raises ValueError for a standing or field that nobody knows."""
    data = tomllib.loads(text)
    sets: dict[str, list[str]] = data.pop("sets")
    return [
        Section(part["title"], tuple(_line(name, key, dict(line), sets) for name, line in part["lines"].items()))
        for key, part in data.items()
    ]


def _line(name: str, section: str, line: dict[str, Any], sets: Mapping[str, Sequence[str]]) -> Line:
    for key in ("may", "may_open", "more"):
        if key in line:
            line[key] = _spelled(line[key], sets)
    if not set(line.get("but", ())) <= set(STANDINGS):
        raise ValueError(f"{name}: nobody is called {line['but']}")
    return Line(name, section, **line)


def _spelled(names: Sequence[str], sets: Mapping[str, Sequence[str]]) -> frozenset[str]:
    found = frozenset(one for name in names for one in sets.get(name, [name]))
    if unknown := found - set(STANDINGS):
        raise ValueError(f"no standing is called {', '.join(sorted(unknown))}")
    return found


@cache
def sections() -> list[Section]:
    return read(TABLE.read_text(encoding="utf-8"))


def lines() -> list[Line]:
    return [line for section in sections() for line in section.lines]


def lines_of(setting: Setting) -> list[Line]:
    """What is tried with these settings. Behind an address everything; on one's own machine all but the variants of
    what is done in a meeting; with pages for everybody what is about a meeting of the group, once for each route.
    """
    if setting == "open":
        return [line for line in lines() if line.section != "meetings" or " : " not in line.name]
    if setting == "pages":
        return [line for line in lines() if line.more or ("{meeting_id}" in line.path and " : " not in line.name)]
    return lines()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the table says."""

    routes: int
    lines: int
    tried: int
    admitted: int
    refused: int


def counts() -> Counts:
    tried = [(line, setting) for setting in SETTINGS for line in lines_of(setting)]
    admitted = sum(len(line.admits(setting)) for line, setting in tried)
    total = len(tried) * len(STANDINGS)
    routes = {(line.method, line.path) for line in lines()}
    return Counts(len(routes), len(lines()), total, admitted, total - admitted)


# --- docs/rights.md ------------------------------------------------------------------------------------------------

HEAD = """# Who may see and do what

Made from `tests/api/matrix.toml` with `python -m tests.api.matrix`; a test holds it to that table, and
`tests/api/test_matrix.py` holds the application to it: it finds every route and page in the application, sends each as
each of these twelve, and looks whether they are let in, and whether a word of another group is in what they get.

{routes} routes and pages, with variants {lines} lines; as {who} kinds of visitor with three settings {tried} requests:
{admitted} let in, {refused} turned away, 0 exceptions.

- **nobody**: not signed in. **guest elsewhere** and **guest here**: came in by a link for one meeting, of another group
  or of this one. **former**: was in this group. **member** and **coordinator** have no seat in the meeting asked for;
  **peer**, **presenter**, **minutes** and **leads** are members with that seat. The **administrator** runs the machine
  and is in no group.
- ● let in. ○ only on a machine that nobody else can reach (or with `DOORVRAAG_OPEN=on`). ◐ only where the group's
  contract opened pages for everybody who has a seat.
- Turned away is 401 (or the page to sign in) for who is not signed in, 404 for who may not know that the group or
  meeting is there, and 403 for who belongs there but may not do this.
"""


def page() -> str:
    told = counts()
    head = HEAD.format(
        routes=told.routes, lines=told.lines, who=len(STANDINGS), tried=told.tried, admitted=told.admitted,
        refused=told.refused,
    )  # fmt: skip
    return head + "".join(_shown(section) for section in sections())


def _shown(section: Section) -> str:
    top = f"| | {' | '.join(SHORT[one] for one in STANDINGS)} |\n|---|{':-:|' * len(STANDINGS)}\n"
    rows = "".join(
        f"| {_named(line)} | {' | '.join(mark(line, one) for one in STANDINGS)} |\n" for line in section.lines
    )
    return f"\n## {section.title}\n\n{top}{rows}"


def _named(line: Line) -> str:
    address, _, variant = line.name.partition(" : ")
    return f"`{address}`" + (f" {variant.replace('_', ' ')}" if variant else "")


def mark(line: Line, standing: str) -> str:
    if standing in line.may:
        return "●"
    if standing in line.admits("open"):
        return "○"
    return "◐" if standing in line.more else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(counts())
