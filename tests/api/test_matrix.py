"""Every route and page, found from the application, as each of twelve visitors: exactly what matrix.toml allows.

Every request truly happens: valid, with ids of real things, through the whole application. What it wrote is put back
afterwards, so that each visitor finds the world as it was. So "let in" means that the work was done and not just that
the door opened, and "turned away" means that nothing was written and nothing of that group was told.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from api.app import create_app
from api.door import needs
from coach.container import Container
from coach.group import rights
from coach.group.rights import Act, Standing
from coach.records import Group
from coach.settings import load_settings
from tests.api import matrix
from tests.api.matrix import SETTINGS, Line, Section
from tests.api.matrix_sends import Sends, faults, given, leaked
from tests.api.matrix_words import GROUP, MEMBERS, STANDINGS, Setting
from tests.api.matrix_world import build
from tests.api.people import acts_in

# What the other group has too (its secrets aside: who holds one of those, may come in there), and who asks for it with
# the right to do so in their own group.
THEIRS = {
    "group_id", "invite_id", "look_back_id", "member_id", "other_id", "date_id", "next_date_id", "off_date_id",
    "past_date_id", "meeting_id", "seat_id", "link_id", "seatless_id",
}  # fmt: skip
LEADS = ("facilitator", "coordinator", "member")
# A page's form reads only the fields that it showed; somebody of another group was never among them.
UNREAD = {("POST /groep/{group_id}/verhouding", "other_id")}
# Pressed twice, a meeting is as gone as pressed once: of what is not there nobody can tell any more whose it was.
GONE = "POST /begeleiden/{meeting_id}/wissen"


# --- the application and the table ---------------------------------------------------------------------------------


def bare_app() -> FastAPI:
    return create_app(Container(load_settings()))


@pytest.fixture(scope="module")
def product() -> FastAPI:
    """The application as it is."""
    return bare_app()


def without_one_act(app: FastAPI) -> list[str]:
    return [f"{method} {path}" for (method, path), acts in acts_in(app).items() if len(acts) != 1]


def differences(app: FastAPI, sections: list[Section]) -> tuple[list[str], list[str]]:
    """(routes without a line, lines without a route)."""
    there = {f"{method} {path}" for method, path in acts_in(app)} | {f"GET {app.openapi_url}"}
    told = {f"{line.method} {line.path}" for section in sections for line in section.lines}
    return sorted(there - told), sorted(told - there)


def test_every_route_asks_for_exactly_one_act(product: FastAPI) -> None:
    assert without_one_act(product) == []


def test_a_route_that_asks_for_none_or_two_is_seen() -> None:
    app = bare_app()
    app.get("/api/v1/open-deur")(lambda: {})
    app.get("/api/v1/dubbel", dependencies=[needs(Act.PUBLIC), needs(Act.MY_OWN)])(lambda: {})
    assert without_one_act(app) == ["GET /api/v1/open-deur", "GET /api/v1/dubbel"]


def test_beside_routes_there_are_only_files_and_the_description_of_the_api(product: FastAPI) -> None:
    others = []
    for route in iter_route_contexts(product.routes):
        if not hasattr(route.original_route, "dependant"):
            others.append(route.original_route)
    mounts = [route for route in others if isinstance(route, Mount)]
    assert all(isinstance(mount.app, StaticFiles) for mount in mounts)
    assert [getattr(route, "path", "") for route in others if route not in mounts] == [product.openapi_url]


def test_every_route_has_a_line_and_every_line_a_route(product: FastAPI) -> None:
    assert differences(product, matrix.sections()) == ([], [])


def test_a_route_without_a_line_and_a_line_without_a_route_are_named() -> None:
    app, sections = bare_app(), matrix.sections()[1:]
    app.get("/nieuw", dependencies=[needs(Act.PUBLIC)])(lambda: {})
    missing, over = differences(app, [*sections, Section("", (Line("GET /weg", "", frozenset()),))])
    assert {"GET /nieuw", "GET /healthz"} <= set(missing)
    assert over == ["GET /weg"]


# --- the matrix ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Setting, Sends]]:
    """A world for each of the settings, with one knowledge base between them."""
    made: dict[Setting, Sends] = {}
    guidance: dict[str, Any] = {}
    for setting in SETTINGS:
        world = build(tmp_path_factory.mktemp("world") / "var", setting, **guidance)
        if not guidance:
            world.parts.guidance.build(lambda fraction, note: None)
            guidance = {"guidance": world.parts.guidance}
        made[setting] = Sends(world)
    yield made
    for sends in made.values():
        sends.close()
        sends.world.close()


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("section", [section.title for section in matrix.sections()])
def test_each_is_let_in_or_turned_away_as_the_table_says(
    worlds: dict[Setting, Sends], section: str, setting: Setting
) -> None:
    sends = worlds[setting]
    lines = [line for line in matrix.lines_of(setting) if line in _of(section)]

    tally: Counter[str] = Counter()

    async def all_faults() -> list[str]:
        return [fault for line in lines for fault in await faults(sends, setting, line, tally)]

    wrong = sends.run(all_faults())
    assert not wrong, "\n".join(wrong)
    admitted = sum(len(line.admits(setting)) for line in lines)
    print(f"\n{section}, {setting}: {dict(tally)}")
    assert (tally["admitted"], tally.total()) == (admitted, len(lines) * len(STANDINGS))


def _of(title: str) -> tuple[Line, ...]:
    return next(section.lines for section in matrix.sections() if section.title == title)


# --- what belongs to another group -----------------------------------------------------------------------------------


def test_what_is_of_another_group_is_not_found_from_within_ones_own(worlds: dict[Setting, Sends]) -> None:
    """Who may do something here, with an id of there, in the address or in what is sent: nothing done, nothing told."""
    sends = worlds["closed"]

    async def all_faults() -> list[str]:
        return [fault for line, name in borrowed() for fault in await with_theirs(sends, line, name)]

    wrong = sends.run(all_faults())
    assert len(borrowed()) > 150
    assert not wrong, "\n".join(wrong)


def borrowed() -> list[tuple[Line, str]]:
    """Each line with each thing in its request that the other group has too."""
    return [
        (line, name)
        for line in matrix.lines()
        for name in sorted(line.names() & THEIRS)
        if not line.loose and (line.name, name) not in UNREAD and any(standing in line.may for standing in LEADS)
    ]


async def with_theirs(sends: Sends, line: Line, name: str) -> list[str]:
    standing = next(standing for standing in LEADS if standing in line.may)
    with given(sends.world, line):
        answer, changed = await sends.tried(line, standing, {name: sends.world.theirs[name]})
    about = f"{line.name}: {standing} with {name} of another group got {answer.status_code}"
    found = [f"{about} with '{word}' in it" for word in leaked(line, "closed", standing, answer)]
    if answer.status_code < 400 or answer.status_code >= 500:
        found.append(about)
    return [*found, f"{about} and something was written"] if changed else found


def test_who_is_outside_cannot_tell_what_is_there_from_what_is_not(worlds: dict[Setting, Sends]) -> None:
    sends, nowhere = worlds["closed"], {"group_id": "0" * 32, "meeting_id": "0" * 32}
    lines = [one for one in matrix.lines() if not one.where and set(nowhere) & one.names() and one.name != GONE]
    ids = "|".join((sends.world.ours["group_id"], sends.world.ours["meeting_id"], "0" * 32))

    async def different() -> list[str]:
        found = []
        for line in lines:
            here, _ = await sends.tried(line, "member_of_another")
            there, _ = await sends.tried(line, "member_of_another", nowhere)
            same = re.sub(ids, "", here.text) == re.sub(ids, "", there.text)
            if here.status_code != there.status_code or not same:
                found.append(line.name)
        return found

    assert len(lines) > 100
    assert sends.run(different()) == []


# --- that faults are seen --------------------------------------------------------------------------------------------


def _told(sends: Sends, line: Line) -> str:
    return " / ".join(sends.run(faults(sends, "closed", line, Counter())))


def _line(name: str) -> Line:
    return next(line for line in matrix.lines() if line.name == name)


def test_a_table_of_rights_that_lets_more_people_in_is_seen(
    worlds: dict[Setting, Sends], monkeypatch: pytest.MonkeyPatch
) -> None:
    wider = rights.MAY[Act.GROUP_COORDINATE] | {Standing.MEMBER}
    monkeypatch.setitem(rights.MAY, Act.GROUP_COORDINATE, wider)
    told = _told(worlds["closed"], _line("PATCH /api/v1/groups/{group_id}"))
    assert "peer got 200 and should be turned away" in told


def test_a_table_of_rights_that_lets_fewer_in_is_seen(
    worlds: dict[Setting, Sends], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rights.MAY, Act.MEETING_NOTE, frozenset({Standing.FACILITATOR}))
    told = _told(worlds["closed"], _line("POST /api/v1/meetings/{meeting_id}/commands"))
    assert "minutes_taker got 403 and should be let in" in told


def test_a_route_with_the_wrong_act_and_what_it_tells_is_seen(worlds: dict[Setting, Sends]) -> None:
    """One that anybody may open, who signed in, with the words of whichever group is asked for."""
    world = worlds["closed"].world
    app = create_app(world.parts)

    @app.get("/api/v1/lek/{group_id}", dependencies=[needs(Act.MY_OWN)])
    def leak(group_id: str) -> dict[str, str]:
        with world.parts.storage.read() as unit:
            found = unit.rows(Group).get(group_id)
        return {"set_up": str(found.set_up) if found else ""}

    line = Line("GET /api/v1/lek/{group_id}", "", frozenset(MEMBERS))
    sends = Sends(replace(world, app=app))
    told = _told(sends, line)
    sends.close()
    assert "former_member got 200 and should be turned away" in told
    assert f"administrator got 200 with '{GROUP}' in it" in told
    assert "nobody got" not in told
