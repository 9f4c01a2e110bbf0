"""A group's contract on screen: read and agree, change, and its versions."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, OwnPartDep
from api.help import concern_in
from api.pages.contract_form import IN_BETWEEN, SentDep, as_sent, changes_of, in_short, shown, typed_texts, warnings
from api.pages.group_cards import Card, Link, card
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, CoachError, Conflict, Refused
from coach.group.choices import Lines
from coach.group.contract_view import ContractView
from coach.group.contracts import BadTerms, Understood
from coach.group.visitor import Here

router = APIRouter()

ABOUT_WORDS = (
    "peer_pages", "names", "presenter_approves", "raw_days", "minutes_kept", "anonymise", "model", "captions",
    "recording",
)  # fmt: skip
SAID = {
    "akkoord": "Dank je. Je bent akkoord.",
    "voorstel": "Het voorstel ligt nu bij de groep. Iedereen leest het hier en gaat hier akkoord, jij ook.",
}


@card(20)
def contract_card(container: Container, here: Here) -> Card:
    """Whose yes is missing; it waits for whoever can do something about it."""
    group_id, me = here.our_group.id, here.my_membership
    view, address = container.contracts.look(group_id, me.id), f"/groep/{here.our_group.id}/contract"
    if not view.clauses:
        line = "Er is nog geen contract. Tot die tijd legt Doorvraag zo weinig mogelijk vast."
        leads = me.role == "coordinator"
        link = Link(f"{address}/wijzigen", "Bekijk een voorstel") if leads else Link(address, "Lees meer")
        return Card("Contract", (line,), (link,), waits=leads)
    if view.asks_me:
        return Card(
            "Contract", ("Er ligt een contract dat op jouw akkoord wacht.",), (Link(address, "Lees en beslis"),), True
        )
    if view.alone:
        invite = Link(f"/groep/{group_id}/leden#uitnodigen", "Nodig de anderen uit")
        return Card(
            "Contract", ("Je bent nog alleen; nodig de anderen uit.",), (invite, Link(address, "Lees het contract"))
        )
    return Card("Contract", (_stand(view, leads=me.role == "coordinator"),), (Link(address, "Lees het contract"),))


def _stand(view: ContractView, *, leads: bool) -> str:
    """Whose yes is missing for who coordinates; for others how many, so that nobody has to explain themselves."""
    if view.missing_count:
        names = ", ".join(one.name for one in view.missing)
        return f"Nog niet akkoord: {names if leads else f'nog {view.missing_count} van de {view.members}'}."
    left = view.current is not None and view.current.by_leaving
    return "De leden die er nu zijn, zijn akkoord." if left else "Iedereen is akkoord."


@router.get("/groep/{group_id}/contract")
def read(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    return _page(request, container, here)


@router.post("/groep/{group_id}/contract")
def agree(
    request: Request,
    container: ContainerDep,
    here: OwnPartDep,
    version: Annotated[str, Form(max_length=9)] = "",
    name: Annotated[str, Form()] = "",
) -> Response:
    """A yes, signed with a name. What is wrong is said beside the field."""
    number = int(version) if version.isascii() and version.isdigit() else 0
    try:
        container.contracts.agree(here.our_group.id, here.my_membership, number, name)
    except (BadInput, Conflict) as error:
        return _page(request, container, here, error.status, problems={"name": error.message}, name=name)
    return go(f"/groep/{here.our_group.id}/contract?gedaan=akkoord")


@router.get("/groep/{group_id}/contract/wijzigen")
def change(request: Request, container: ContainerDep, here: CoordinatorDep) -> Response:
    draft = container.contracts.draft(here.our_group.id)
    return _form(request, container, here, fields=shown(container.contracts.book, draft.terms), based_on=draft.based_on)


@router.post("/groep/{group_id}/contract/wijzigen")
def propose(request: Request, container: ContainerDep, here: CoordinatorDep, fields: SentDep) -> Response:
    """Lays the terms before the group, after a page in between when own words are not understood or not followed.

    Everything that is wrong is said beside its field, and what was typed stays.
    """
    book, group_id = container.contracts.book, here.our_group.id
    [seen] = (fields.get("based_on") or [""])[:1]
    based_on = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
    changes = changes_of(book, fields)
    if fields.get("back"):
        draft = container.contracts.draft(group_id)
        return _form(request, container, here, fields=as_sent(book, fields, draft.terms), based_on=based_on)
    try:
        if not fields.get("checked") and (read := container.contracts.understood(group_id, changes)).doubtful:
            return _in_between(request, container, here, fields, read)
        container.contracts.propose(group_id, here.my_membership, changes, based_on, _key(fields.get("key")))
    except (BadTerms, BadInput, Conflict, Refused) as error:
        return _again(request, container, here, fields, based_on, error)
    return go(f"/groep/{group_id}/contract?gedaan=voorstel")


@router.get("/groep/{group_id}/contract/versies")
def versions(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    found = container.contracts.versions(here.our_group.id, here.my_membership.id)
    leads = here.my_membership.role == "coordinator"
    return render(request, "contract_versions.html", group=here.our_group, versions=found, leads=leads)


def _in_between(
    request: Request, container: Container, here: Here, fields: dict[str, list[str]], read: Understood
) -> Response:
    sent = [(name, one) for name, given in fields.items() if name not in IN_BETWEEN for one in given]
    return render(
        request, "contract_check.html", group=here.our_group, read=read, sent=sent,
        help=concern_in(container, *typed_texts(container.contracts.book, fields)),
    )  # fmt: skip


def _key(given: list[str] | None) -> str | None:
    return given[0] if given and given[0] else None


def _page(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    book, view = container.contracts.book, container.contracts.look(here.our_group.id, here.my_membership.id)
    standard = {clause.id: clause.text for clause in book.clauses}
    own = [clause.text for clause in view.clauses if clause.text != standard[clause.id]]
    base: dict[str, Any] = {"name": "", "said": SAID.get(request.query_params.get("gedaan", ""), "")}
    return render(
        request, "contract.html", status, group=here.our_group, me=here.my_membership, view=view, book=book,
        newest=view.waiting or view.current, obeyed=_obeyed(container, view, here.our_group.id),
        help=concern_in(container, *own),
        lines={choice.id for choice in book.choices.values() if isinstance(choice, Lines)}, **(base | context),
    )  # fmt: skip


def _obeyed(container: Container, view: ContractView, group_id: str) -> list[str]:
    """What Doorvraag holds itself to at this moment, of the choices that are about words.

    How long raw words stay is asked of what erases them: without a version in force that is a setting.
    """
    raw = container.contracts.book.choices["raw_days"].said(container.retention.holds(group_id).days)
    said = [raw if choice.id == "raw_days" else choice.said for choice in view.now if choice.id in ABOUT_WORDS]
    return [line for lines in said for line in lines]


def _again(
    request: Request, container: Container, here: Here, fields: dict[str, list[str]], based_on: int, error: CoachError
) -> Response:
    book, draft = container.contracts.book, container.contracts.draft(here.our_group.id)
    problems = error.fields if isinstance(error, BadTerms) else {"form": error.message}
    return _form(
        request, container, here, error.status, problems=problems, fields=as_sent(book, fields, draft.terms),
        based_on=draft.based_on if error.code == "moved_on" else based_on,
        help=concern_in(container, *typed_texts(book, fields)),
    )  # fmt: skip


def _form(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    book, draft = container.contracts.book, container.contracts.draft(here.our_group.id)
    return render(
        request, "contract_change.html", status, group=here.our_group, book=book, short=in_short(book, draft.terms),
        warnings=warnings(book, draft.terms), key=secrets.token_hex(16), secrecy=here.our_group.secrecy,
        source_names=container.source_names, **context,
    )  # fmt: skip
