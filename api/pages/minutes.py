"""Minutes from a transcript or notes: hand it in, look it through, take it along. Nothing is stored."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from api.deps import ContainerDep
from api.door import needs
from api.of_group import my_groups, policy_of
from api.pages import words
from api.pages.minutes_view import markdown, phase_rows, plain, sections
from api.pages.shell import render
from coach.container import Container
from coach.errors import BadInput, NotFound, TooLarge
from coach.group.contract_json import minutes_contract
from coach.group.rights import Act
from coach.minutes.dates import day_given
from coach.minutes.model import Minutes
from coach.text import clean

router = APIRouter(dependencies=[needs(Act.USE_TOOLS)])

MAX_PASTED_CHARS = 400_000
ALWAYS = ("rollen", "inbrengvraag", "thema's in steekwoorden", "afspraken met naam", "volgende bijeenkomst")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a group may want in its minutes: the field, the question on screen, and the contract's sentence."""

    field: str
    label: str
    sentence: str


CHOICES = (
    Choice("advice", "Adviezen in steekwoorden, zonder wie ze gaf", "adviezen"),
    Choice("learned", "Wat de inbrenger meeneemt", "wat de inbrenger leerde"),
    Choice("peers", "Wat de anderen meenemen", "wat de deelnemers leerden"),
    Choice("back", "De terugblik op de vorige keer", "terugblik op de vorige keer"),
    Choice("evaluation", "De evaluatie van de bijeenkomst", "evaluatie"),
)


def contract_of(chosen: list[str], anonymise: bool) -> dict[str, object]:
    """The contract in the form of DESIGN section 5, from the boxes somebody ticked."""
    record = [*ALWAYS, *(choice.sentence for choice in CHOICES if choice.field in chosen)]
    leave = [choice.sentence for choice in CHOICES if choice.field not in chosen]
    return {"record": record, "do_not_record": leave, "anonymise": anonymise, "language": "nl"}


def _form(request: Request, status: int = 200, **context: object) -> Response:
    base: dict[str, object] = {
        "pasted": "", "chosen": [], "anonymise": True, "day": "", "choices": CHOICES,
        "group": "", "groups": my_groups(request),
    }  # fmt: skip
    return render(request, "minutes_form.html", status, **(base | context))


@router.get("/notuleren")
def hand_in(request: Request) -> Response:
    return _form(request)


@router.post("/notuleren")
def draft(
    request: Request,
    container: ContainerDep,
    file: Annotated[UploadFile | None, File()] = None,
    pasted: Annotated[str, Form()] = "",
    chosen: Annotated[list[str] | None, Form()] = None,
    anonymise: Annotated[bool, Form()] = False,
    day: Annotated[str, Form(max_length=20)] = "",
    group: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """A file counts before pasted text, and the page says so. What is wrong is said beside the field, and what was
    typed stays. `day` is the day of the meeting, when it was not said. With `group` its contract decides what is in
    the minutes, and the boxes do not count.
    """
    wanted = chosen or []
    kept = {"pasted": pasted, "chosen": wanted, "anonymise": anonymise, "day": day, "group": group}
    policy = policy_of(request, group) if group else None
    contract = minutes_contract(policy) if policy else contract_of(wanted, anonymise)
    field = "file" if file is not None and file.filename else "pasted"
    try:
        data, name = _handed_in(file, pasted)
        meeting = day_given(day)
        made = container.minutes.drafted(data, name, contract, meeting=meeting)
    except BadInput as error:
        field = "day" if error.code == "bad_date" else field
        detail = f"{error.where}: {error.message}" if error.where else error.message
        return _form(request, error.status, problems={field: detail}, **kept)
    minutes, transcript = made.minutes, made.transcript
    method = _method_name(container, minutes)
    return render(
        request, "minutes_draft.html", minutes=minutes, sections=sections(minutes), turns=transcript.turns,
        phases=phase_rows(minutes), markdown=markdown(minutes, method, transcript), method=method,
        left_out=_left_out(minutes), help=minutes.help, unused_text=field == "file" and bool(clean(pasted)),
        policy=policy, group_name=dict(my_groups(request)).get(group, ""),
    )  # fmt: skip


def _handed_in(file: UploadFile | None, pasted: str) -> tuple[bytes, str]:
    if file is not None and file.filename:
        return file.file.read(), file.filename
    if not clean(pasted):
        raise BadInput("Kies een bestand, of plak hier een transcript of je notities.", code="empty_text")
    if len(pasted) > MAX_PASTED_CHARS:
        raise TooLarge("Dit is te lang om te plakken. Bewaar het als .txt en kies dat bestand.", code="text_too_long")
    return pasted.encode(), "geplakt.txt"


def _method_name(container: Container, minutes: Minutes) -> str | None:
    if minutes.method is None:
        return None
    try:
        return container.methods.get(minutes.method).name
    except NotFound:
        return minutes.method


def _left_out(minutes: Minutes) -> list[str]:
    return [
        words.MINUTES_PARTS[item][:1].lower() + words.MINUTES_PARTS[item][1:]
        for item in minutes.contract.not_recorded
        if item in words.MINUTES_PARTS
    ]


@router.post("/notuleren/markdown")
def save(
    text: Annotated[str, Form()] = "", kind: Annotated[Literal["markdown", "text"], Form()] = "markdown"
) -> Response:
    """The text, as the person left it, comes back as a file: a download that works without script."""
    if kind == "text":
        headers = {"Content-Disposition": 'attachment; filename="verslag.txt"'}
        return Response(plain(clean(text)) + "\n", media_type="text/plain; charset=utf-8", headers=headers)
    headers = {"Content-Disposition": 'attachment; filename="verslag.md"'}
    return Response(clean(text) + "\n", media_type="text/markdown; charset=utf-8", headers=headers)
