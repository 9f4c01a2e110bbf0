"""One page of the knowledge base: YAML front matter, an introduction, sections under `## `."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from coach.guidance.sources import Source

KEYS = ("title", "topic", "method", "phase", "sources", "checked_on")
PHASES = frozenset(
    {"preparation", "check_in", "choose_case", "present", "information", "deepening", "analysis"}
    | {"core", "restate", "advice", "response", "harvest", "evaluation"}
)
INTRODUCTION = "inleiding"
_MARK = re.compile(r"\[([A-Z]\d*[a-z]?(?:, ?[A-Z]\d*[a-z]?)*)\]")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a data file: "file:line" and what to do about it, in Dutch."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading ("" for the introduction) with its text and the source ids marked in it, in order."""

    heading: str
    slug: str
    text: str
    line: int

    @property
    def marks(self) -> tuple[str, ...]:
        found = (mark.strip() for group in _MARK.findall(self.text) for mark in group.split(","))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was found in order."""

    stem: str
    title: str
    topic: str
    method: str | None
    phase: str | None
    sources: tuple[str, ...]
    sections: tuple[Section, ...]


def without_marks(text: str) -> str:
    """The text without its source marks: "Kort [K]." becomes "Kort."."""
    return re.sub(r"\s*" + _MARK.pattern, "", text)


def slug_of(heading: str) -> str:
    """A heading as part of an address: lower case ASCII letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", heading.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def parse(name: str, text: str, sources: Mapping[str, Source]) -> tuple[Page | None, list[Finding]]:
    """The page in `text` (None when something is wrong) and all that is wrong with it."""
    lines = text.replace("\r\n", "\n").split("\n")
    try:
        end = lines.index("---", 1) if lines[0] == "---" else -1
    except ValueError:
        end = -1
    if end < 0:
        return None, [Finding(f"{name}:1", "De kop tussen twee regels met --- ontbreekt.")]
    try:
        front = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError:
        return None, [Finding(f"{name}:1", "De kop is geen geldige YAML; let op dubbele punten in de titel.")]
    if not isinstance(front, dict):
        return None, [Finding(f"{name}:1", "De kop is leeg of geen lijst van sleutels.")]
    sections = _sections(lines, end + 1)
    findings = [*_front_findings(name, front, lines[:end], sources), *_section_findings(name, front, sections)]
    return (None, findings) if findings else (_page(name, front, sections), [])


def _page(name: str, front: Mapping[str, Any], sections: list[Section]) -> Page:
    return Page(
        stem=name.removesuffix(".md"),
        title=front["title"],
        topic=front["topic"],
        method=front["method"],
        phase=front["phase"],
        sources=tuple(front["sources"]),
        sections=tuple(sections),
    )


def _sections(lines: list[str], start: int) -> list[Section]:
    heads = [start - 1, *(i for i in range(start, len(lines)) if lines[i].startswith("## "))]
    ends = [*heads[1:], len(lines)]
    found = []
    for number, (head, end) in enumerate(zip(heads, ends, strict=True)):
        heading = lines[head].removeprefix("## ").strip() if number else ""
        body = "\n".join(lines[head + 1 : end]).strip()
        found.append(Section(heading, slug_of(heading) if number else INTRODUCTION, body, head + 1))
    return found


def _front_findings(
    name: str, front: Mapping[str, Any], lines: list[str], sources: Mapping[str, Source]
) -> Iterator[Finding]:
    for key in KEYS:
        if key not in front:
            yield Finding(f"{name}:1", f"In de kop ontbreekt {key}.")
        elif message := _value_wrong(key, front[key], sources):
            yield Finding(f"{name}:{_line_of(key, lines)}", message)
    for key in front:
        if key not in KEYS:
            yield Finding(f"{name}:{_line_of(str(key), lines)}", f"De kop kent geen {key}; kies uit {', '.join(KEYS)}.")


def _line_of(key: str, lines: list[str]) -> int:
    return next((i + 1 for i, line in enumerate(lines) if line.startswith(f"{key}:")), 1)


def _value_wrong(key: str, value: Any, sources: Mapping[str, Source]) -> str:
    """What is wrong with one value of the front matter, or nothing."""
    if key == "sources":
        return _sources_wrong(value, sources)
    if key == "checked_on":
        return "" if isinstance(value, date) else "checked_on is geen datum (jjjj-mm-dd)."
    if key == "title":
        return "" if isinstance(value, str) and value.strip() else "title is leeg of geen tekst."
    if key == "phase":
        known = value is None or (isinstance(value, str) and value in PHASES)
        return "" if known else f"phase is geen fase; kies uit {', '.join(sorted(PHASES))}."
    if key == "method" and value is None:
        return ""
    fits = isinstance(value, str) and _SLUG.fullmatch(value)
    return "" if fits else f"{key} is geen korte naam in kleine letters."


def _sources_wrong(value: Any, sources: Mapping[str, Source]) -> str:
    if not isinstance(value, list) or not value:
        return "sources is geen lijst of is leeg; noem minstens één bron."
    unknown = [str(item) for item in value if not isinstance(item, str) or item not in sources]
    return f"Deze bronnen staan niet in sources.toml: {', '.join(unknown)}." if unknown else ""


def _section_findings(name: str, front: Mapping[str, Any], sections: list[Section]) -> Iterator[Finding]:
    listed = front.get("sources")
    known = {str(item) for item in listed} if isinstance(listed, list) else set()
    seen: set[str] = set()
    for section in sections:
        where = f"{name}:{section.line}"
        if not section.text:
            what = f"Onder “{section.heading}” staat niets." if section.heading else "De inleiding ontbreekt."
            yield Finding(where, what)
        if section.slug in seen or not section.slug:
            yield Finding(where, f"De kop “{section.heading}” staat er twee keer of heeft geen letters.")
        seen.add(section.slug)
        for mark in section.marks:
            if mark not in known:
                yield Finding(where, f"Bron [{mark}] staat in de tekst, maar niet bij sources in de kop.")
    for unused in sorted(known - {mark for section in sections for mark in section.marks}):
        yield Finding(f"{name}:1", f"Bron [{unused}] staat in de kop, maar nergens in de tekst.")
