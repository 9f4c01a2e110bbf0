"""The user's guide, the page about privacy, and the reference for programmers."""

import re
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request, Response
from markdown_it import MarkdownIt

from api.deps import ContainerDep
from api.door import needs
from api.pages.shell import render
from coach.errors import BadData, NotFound
from coach.group.rights import Act

router = APIRouter(dependencies=[needs(Act.PUBLIC)])

_NUMBERED = re.compile(r"\d+-(?P<name>[a-z-]+)")
# Raw HTML in a page stays text: what people write in knowledge/ can never become a script.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
MODEL_ON = "er staat een taalmodel aan. De pagina's gebruiken het niet; programma's kunnen erom vragen."
MODEL_OFF = "er staat geen taalmodel aan."


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: its name in the address, its title, its first paragraph, and its body as safe HTML."""

    name: str
    title: str
    first: str
    body: str


def read_page(file: Path, name: str, text: str | None = None) -> GuidePage:
    """A guide page from Markdown. Raises BadData when it does not begin with a title and a paragraph."""
    source = file.read_text(encoding="utf-8") if text is None else text
    head, _, rest = source.strip().partition("\n")
    first = rest.strip().split("\n\n", 1)[0]
    if not head.startswith("# ") or not first:
        raise BadData("Een pagina begint met een titel (# …) en een alinea.", where=f"{file.name}:1")
    return GuidePage(name, head[2:].strip(), first, _MARKDOWN.render(rest))


def guide_pages(folder: Path) -> list[GuidePage]:
    """All numbered pages, in their order."""
    found = ((_NUMBERED.fullmatch(file.stem), file) for file in sorted(folder.glob("*.md")))
    return [read_page(file, match["name"]) for match, file in found if match]


@router.get("/uitleg")
def guide(request: Request, container: ContainerDep) -> Response:
    return render(request, "guide_list.html", pages=guide_pages(container.settings.knowledge / "guide"))


@router.get("/uitleg/{name}")
def guide_page(request: Request, container: ContainerDep, name: str) -> Response:
    pages = guide_pages(container.settings.knowledge / "guide")
    at = next((place for place, page in enumerate(pages) if page.name == name), None)
    if at is None:
        raise NotFound("Deze uitleg bestaat niet. Kies er een uit de lijst op /uitleg.")
    following = pages[at + 1] if at + 1 < len(pages) else None
    return render(request, "guide_page.html", page=pages[at], pages=pages, following=following)


@router.get("/privacy")
def privacy(request: Request, container: ContainerDep) -> Response:
    """What is true on this machine now is filled in from the settings."""
    file = container.settings.knowledge / "guide" / "privacy.md"
    state = MODEL_ON if container.settings.model.enabled else MODEL_OFF
    days = container.settings.loose_days
    text = file.read_text(encoding="utf-8").replace("{{model}}", state)
    text = text.replace("{{email}}", ", een e-mailadres als je dat gaf," if container.mail.on else "")
    text = text.replace("{{loose_days}}", "één dag" if days == 1 else f"{days} dagen")
    page = read_page(file, "privacy", text)
    pages = guide_pages(container.settings.knowledge / "guide")
    return render(request, "guide_page.html", page=page, pages=pages, following=None)


@router.get("/docs")
def docs(request: Request) -> Response:
    return render(request, "docs.html")
