"""What stands between me and others in the group: asked kindly, answered for oneself alone."""

from typing import Any

from fastapi import APIRouter, Request, Response

from api.deps import ContainerDep
from api.door import OwnPartDep
from api.pages.forms import FieldsDep
from api.pages.group_cards import Card, Link, card
from api.pages.group_start import sources
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, NotFound
from coach.group.visitor import Here

router = APIRouter()

DONE = {
    "bewaard": "Bewaard. Dank je wel; alleen jij ziet wat je koos.",
    "gewist": "Gewist. Van wat je hier koos, is niets over.",
}


@router.get("/groep/{group_id}/verhouding")
def ask(request: Request, container: ContainerDep, here: OwnPartDep) -> Response:
    return _page(request, container, here)


@router.post("/groep/{group_id}/verhouding")
def answer(request: Request, container: ContainerDep, here: OwnPartDep, fields: FieldsDep) -> Response:
    """One field for each other member, named after their id; empty for nothing special."""
    others = {member.id for member in container.fit.look(here.our_group.id, here.my_membership).others}
    told = {name: value for name, value in fields.items() if name in others and value}
    try:
        container.fit.answer(here.our_group.id, here.my_membership, told)
    except (BadInput, NotFound) as error:
        return _page(request, container, here, error.status, problems={"relations": error.message})
    return go(f"/groep/{here.our_group.id}/verhouding?gedaan=bewaard")


@router.post("/groep/{group_id}/verhouding/wissen")
def erase(container: ContainerDep, here: OwnPartDep) -> Response:
    container.fit.erase(here.our_group.id, here.my_membership)
    return go(f"/groep/{here.our_group.id}/verhouding?gedaan=gewist")


def _page(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    mine, form = container.fit.look(here.our_group.id, here.my_membership), container.fit.form
    told, known = set(mine.mine.values()), sources(container.settings.knowledge / "sources.toml")
    return render(
        request, "group_fit.html", status, group=here.our_group, mine=mine, form=form,
        why=[relation for relation in form.relation if relation.id in told], sources=known,
        said=DONE.get(request.query_params.get("gedaan", ""), ""), **context,
    )  # fmt: skip


@card(15)
def fit_card(container: Container, here: Here) -> Card | None:
    """Only while something is asked of me, or concerns me."""
    mine, form = container.fit.look(here.our_group.id, here.my_membership), container.fit.form
    address = f"/groep/{here.our_group.id}/verhouding"
    if mine.conflicts:
        names = [one.name for one in mine.conflicts]
        lines = tuple(form.shown.text.replace("{name}", name) for name in names)
        title = form.shown.title.replace("{name}", names[0] if len(names) == 1 else "elkaar")
        return Card(title, lines, (Link(address, "Wat kun je doen?"),), waits=True)
    if mine.asks:
        line = "Er kwam iemand bij. Is er tussen jullie iets dat telt?" if mine.answered else form.ask
        return Card("Past de groep bij jou?", (line,), (Link(address, "Beantwoord één vraag"),), waits=True)
    return None
