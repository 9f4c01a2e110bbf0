"""The pages of the knowledge base as passages, and what is wrong with them, by file and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.errors import BadData
from coach.guidance.page import Finding, Page, parse
from coach.guidance.sources import Source, load_sources


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of a page. `id` is "<page>#<slug of the heading>"; `sources` are ids from sources.toml."""

    id: str
    title: str
    text: str
    topic: str
    method: str | None
    phase: str | None
    sources: tuple[str, ...]


def load_passages(knowledge: Path) -> list[Passage]:
    """All passages of knowledge/guidance, pages in name order. Raises BadData on the first thing that is wrong."""
    pages, findings = _read(knowledge, load_sources(knowledge / "sources.toml"))
    if findings:
        raise BadData(findings[0].message, where=findings[0].where)
    if not pages:
        raise BadData("Er staan geen pagina's in de kennisbank.", where="guidance")
    return [passage for page in pages for passage in _passages(page)]


def check(knowledge: Path) -> list[Finding]:
    """Everything that is wrong in knowledge/guidance and sources.toml; empty when all is well."""
    try:
        sources = load_sources(knowledge / "sources.toml")
    except BadData as error:
        return [Finding(error.where or "sources.toml", error.message)]
    pages, findings = _read(knowledge, sources)
    if not pages and not findings:
        return [Finding("guidance", "Er staan geen pagina's in de kennisbank.")]
    return findings


def _read(knowledge: Path, sources: Mapping[str, Source]) -> tuple[list[Page], list[Finding]]:
    pages: list[Page] = []
    findings: list[Finding] = []
    for path in sorted((knowledge / "guidance").glob("*.md")):
        try:
            text = path.read_text(encoding="utf-8")
        except OSError:
            findings.append(
                Finding(path.name, "Dit bestand is niet te lezen. Is het een bestand, en mag je het lezen?")
            )
            continue
        except UnicodeDecodeError:
            findings.append(Finding(path.name, "Dit bestand is geen UTF-8; sla het opnieuw op als UTF-8."))
            continue
        page, wrong = parse(path.name, text, sources)
        findings += wrong
        if page is not None:
            pages.append(page)
    return pages, findings


def _passages(page: Page) -> list[Passage]:
    return [
        Passage(
            id=f"{page.stem}#{section.slug}",
            title=f"{page.title}: {section.heading}" if section.heading else page.title,
            text=section.text,
            topic=page.topic,
            method=page.method,
            phase=page.phase,
            sources=section.marks,
        )
        for section in page.sections
    ]
