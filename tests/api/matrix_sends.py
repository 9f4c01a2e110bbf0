"""Sends what the matrix asks, as each of the twelve, and judges what comes back."""

import asyncio
import re
from collections import Counter
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx2

from tests.api.matrix import Line
from tests.api.matrix_words import ALL, GROUP, NAME, PEOPLE, READS, ROOM, STANDINGS, Setting, login_of
from tests.api.matrix_world import Who, World

Result = TypeVar("Result")
OUTSIDE = "je hoort er niet bij"
SHOWN = {
    "name": {NAME}, "people": {PEOPLE}, "group": {GROUP}, "account": {login_of("spare")},
    "deputy": {login_of("deputy")},
}  # fmt: skip
LOGINS = {login_of(name) for name in (*STANDINGS, "spare", "second", "deputy", "stranger")}


class Sends:
    """Sends a line's request as somebody."""

    def __init__(self, world: World) -> None:
        self.world, self._loop = world, asyncio.Runner()
        transport = httpx2.ASGITransport(world.app, raise_app_exceptions=False)
        self._client = httpx2.AsyncClient(transport=transport, base_url="http://testserver")

    def places(self, who: Who) -> dict[str, str]:
        """What names stand for, to this visitor: their own where they have one."""
        return {**self.world.ours, **self.world.who["member"].own, **who.own}

    async def send(self, line: Line, who: Who, places: Mapping[str, str]) -> httpx2.Response:
        path = re.sub(r"{(\w+)}", lambda found: places[line.where.get(found[1], found[1])], line.path)
        address = f"{path}?{filled(line.query, places)}" if line.query else path
        headers = {"Origin": "http://testserver", "Accept": "text/html" if line.is_page else "*/*"}
        if who.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in who.cookies.items())
        sent: dict[str, Any] = {}
        if line.json is not None:
            sent["json"] = filled(line.json, places)
        if line.form:
            sent["data"] = filled(dict(line.form), places)
        if line.text:
            sent["files"] = {"file": ("gesprek.txt", filled(line.text, places).encode())}
        answer: httpx2.Response = await self._client.request(line.method, address, headers=headers, **sent)
        self._client.cookies.clear()
        return answer

    async def tried(
        self, line: Line, standing: str, places: Mapping[str, str] | None = None
    ) -> tuple[httpx2.Response, bool]:
        """The answer, and whether anything was written; the world is as it was again."""
        who = self.world.who[standing]
        answer = await self.send(line, who, {**self.places(who), **(places or {})})
        wrote = self.world.changed()
        if wrote:
            self.world.restore()
        return answer, wrote

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Waits for what is sent."""
        return self._loop.run(work)

    def close(self) -> None:
        self._loop.run(self._client.aclose())
        self._loop.close()


def filled(sent: Any, places: Mapping[str, str]) -> Any:
    """What is sent, with every {name} replaced, and "#name" by a number."""
    if isinstance(sent, dict):
        return {filled(key, places): filled(value, places) for key, value in sent.items()}
    if isinstance(sent, list):
        return [filled(one, places) for one in sent]
    if not isinstance(sent, str):
        return sent
    if sent.startswith("#"):
        return int(places[sent[1:]])
    return re.sub(r"{(\w+)}", lambda found: places[found[1]], sent)


def turned_away(answer: httpx2.Response) -> bool:
    """Whether this is the door's no, and not that of a rule."""
    if answer.status_code in (401, 403):
        return True
    if answer.status_code == 303:
        return answer.headers["location"].startswith("/inloggen?naar=")
    return answer.status_code == 404 and OUTSIDE in answer.text


def right_refusal(line: Line, standing: str, answer: httpx2.Response) -> bool:
    """Whether somebody is turned away as decision 11 says: nobody learns that a place is there that is not theirs."""
    status = answer.status_code
    if standing in ("nobody", "guest_of_another"):
        return status in (401, 303)
    if standing == "guest":
        return status in (401, 303, 403)
    at_a_place = any(
        f"{{{name}}}" in line.name + str(line.json) + str(line.form) for name in ("group_id", "meeting_id")
    )
    if not at_a_place:
        return status == 403
    outside = line.loose or standing in ("member_of_another", "administrator")
    return status == (404 if outside else 403)


def at_a_place(line: Line) -> bool:
    """Whether it is about a group or a meeting, by its address or by what is sent."""
    told = line.name + str(line.json) + str(line.form)
    return "{group_id}" in told or "{meeting_id}" in told


def leaked(line: Line, setting: Setting, standing: str, answer: httpx2.Response) -> list[str]:
    """Words in an answer, its headers among it, that this visitor may not read."""
    told = answer.text + str(answer.headers)
    may: set[str] = set(READS[standing]) | {word for shown in line.shows for word in SHOWN[shown]}
    if setting == "pages" and standing in ("guest", "peer", "presenter"):
        may.add(ROOM)
    words = [word for word in ALL if word in told and word not in may]
    return words + [login for login in LOGINS if login in told and login != login_of(standing) and login not in may]


@contextmanager
def given(world: World, line: Line) -> Iterator[None]:
    """While in it, the world is as the line needs it."""
    if line.given:
        world.given(line.given)
    yield
    if line.given:
        world.anew()


async def faults(sends: Sends, setting: Setting, line: Line, tally: Counter[str]) -> list[str]:
    """What is not as the table says, for each of the twelve."""
    found, wrote, admitted = [], False, line.admits(setting)
    with given(sends.world, line):
        for standing in STANDINGS:
            answer, changed = await sends.tried(line, standing)
            about = f"{line.name}: {standing} got {answer.status_code}"
            tally["refused" if turned_away(answer) else "admitted"] += 1
            if said := fault(line, standing, answer, admits=standing in admitted, changed=changed):
                found.append(f"{about} {said}")
            found += [f"{about} with '{word}' in it" for word in leaked(line, setting, standing, answer)]
            wrote |= changed and standing in admitted
    if line.writes and admitted and not wrote:
        found.append(f"{line.name}: nobody's request did anything")
    return found


def fault(line: Line, standing: str, answer: httpx2.Response, *, admits: bool, changed: bool) -> str:
    """What is wrong with this answer to this visitor; empty when it is as the table says."""
    away, status = turned_away(answer), answer.status_code
    if admits and standing in line.but:
        return "" if status == line.but[standing] and not away else f"and not {line.but[standing]}"
    if admits:
        return "and should be let in" if away or status >= 400 else ""
    if not away:
        return "and should be turned away"
    if not right_refusal(line, standing, answer):
        return "which is another no than theirs"
    return "and something was written" if changed else ""
