"""The question desk: an answer with its passages and sources, or none."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from api.deps import ContainerDep
from api.door import needs
from api.help import concern_in
from api.pages.shell import render, templates
from coach.errors import BadInput, NotReady
from coach.group.rights import Act
from coach.guidance.sources import source_lines
from coach.text import clean, clean_question

router = APIRouter(dependencies=[needs(Act.USE_TOOLS)])

EXAMPLES = (
    "Wat doet de notulist?",
    "Waarom mag je pas in de adviesronde advies geven?",
    "Hoe groot is een goede groep?",
    "Wat spreek je af over vertrouwelijkheid?",
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_CITED = re.compile(r"\s?\[(\d{1,2})\]")
_ADDRESS = re.compile(r"https?://[^\s)>]+")


def passage_html(text: str) -> str:
    """A passage's Markdown as HTML; tags in it stay text."""
    return str(_MARKDOWN.render(text))


def cited(answer: str) -> Markup:
    """The answer with each [n] as a link to the passage with that number below it."""
    link = r'<a class="cite" href="#fragment-\1" aria-label="fragment \1">\1</a>'
    return Markup(_CITED.sub(link, str(escape(answer))))  # noqa: S704 - escaped first; the link holds digits only


def source_parts(source: str) -> list[tuple[str, bool]]:
    """A source in pieces of (text, whether it is a web address)."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for match in _ADDRESS.finditer(source):
        address = match.group().rstrip(".,;")
        parts += [(source[at : match.start()], False), (address, True)]
        at = match.start() + len(address)
    return [part for part in (*parts, (source[at:], False)) if part[0]]


templates.env.filters.update(cited=cited, passage=passage_html, source_lines=source_lines, source_parts=source_parts)


@router.get("/vraagbaak")
def desk(request: Request) -> Response:
    return render(request, "ask.html", question="", answer=None, examples=EXAMPLES)


@router.post("/vraagbaak")
def ask(
    request: Request,
    container: ContainerDep,
    question: Annotated[str, Form()] = "",
    example: Annotated[int | None, Form(ge=0, lt=len(EXAMPLES))] = None,
) -> Response:
    """Words travel in the body and never in the address. Nothing is stored."""
    question = clean(question) if example is None else EXAMPLES[example]
    try:
        answer = container.guidance.ask(clean_question(question))
    except (BadInput, NotReady) as error:
        problems = {"question": error.message}
        return render(
            request, "ask.html", error.status, question=question, answer=None, examples=EXAMPLES, problems=problems,
            help=concern_in(container, question),
        )  # fmt: skip
    return render(request, "ask.html", question=question, answer=answer, examples=EXAMPLES, help=answer.help)
