"""What a method must satisfy beyond the right keys. One function per rule; each tells where and how to mend."""

import re
from collections.abc import Iterator

from coach.method.lines import Path
from coach.method.model import Method, Minutes, Origin, Phase, PhaseType

Fault = tuple[Path, str]

_ID = re.compile(r"[a-z][a-z0-9_]*")


def faults(method: Method, stem: str) -> list[Fault]:
    """All that is wrong, as (path in the file, Dutch mend). `stem` is the file's name without its extension."""
    return [
        *_names(method, stem),
        *_texts(method),
        *_order(method),
        *_sources(method),
        *(fault for i, phase in enumerate(method.phases) for fault in _phase(phase, ("phases", i))),
    ]


def _names(method: Method, stem: str) -> Iterator[Fault]:
    if method.id != stem:
        yield ("id",), f'De id is "{method.id}", maar het bestand heet "{stem}". Maak ze gelijk.'
    seen: set[str] = set()
    for i, phase in enumerate(method.phases):
        if phase.id in seen:
            yield ("phases", i, "id"), f'De fase-id "{phase.id}" komt al eerder voor. Geef elke fase een eigen id.'
        if not _ID.fullmatch(phase.id):
            yield ("phases", i, "id"), "Een id bestaat uit kleine letters, cijfers en _ en begint met een letter."
        if phase.id in {kind.value for kind in PhaseType}:
            yield ("phases", i, "id"), f'"{phase.id}" is de naam van een fasesoort. Kies voor de fase een eigen id.'
        seen.add(phase.id)


def _texts(method: Method) -> Iterator[Fault]:
    for key in ("name", "version", "origin", "aim", "when"):
        if not str(getattr(method, key)).strip():
            yield (key,), f'"{key}" is leeg. Schrijf hier een tekst.'
    if method.group.min < 2 or method.group.min > method.group.max:
        yield (
            ("group",),
            "De groepsgrootte klopt niet. Een groep telt minstens 2 mensen, en min is niet groter dan max.",
        )


def _order(method: Method) -> Iterator[Fault]:
    """No advice before the first information phase, and that phase is never skipped (seed rules A-114, A-118)."""
    information = method.information()
    if information is None:
        yield (
            ("phases",),
            'Er is geen fase van de soort "information" die verplicht is. Voeg er een toe, met skippable = false.',
        )
        return
    first = method.index(information.id)
    for i, phase in enumerate(method.phases):
        if phase.has(PhaseType.ADVICE) and i <= first:
            yield (
                ("phases", i, "types"),
                f'De adviesfase "{phase.id}" komt te vroeg. Zet haar na de informatiefase "{information.id}".',
            )


def _sources(method: Method) -> Iterator[Fault]:
    known = {source.id for source in method.sources}
    if len(known) < len(method.sources):
        yield ("sources",), "Een bron staat er twee keer in. Geef elke bron één keer, met een eigen id."
    used: list[tuple[Path, str | None]] = [(("group",), method.group.source)]
    used += [(("phases", i, "minutes"), phase.minutes.source) for i, phase in enumerate(method.phases)]
    for at, source in used:
        if source is not None and source not in known:
            yield at, f'De bron "{source}" staat niet onder [[sources]]. Voeg haar daar toe, of verbeter de id.'


def _phase(phase: Phase, at: Path) -> Iterator[Fault]:
    for key in ("name", "purpose", "speaking", "script"):
        if not str(getattr(phase, key)).strip():
            yield (*at, key), f'"{key}" is leeg. Schrijf hier een tekst.'
    if not phase.types:
        yield (*at, "types"), "Een fase heeft minstens één soort nodig."
    if len(set(phase.types)) < len(phase.types):
        yield (*at, "types"), "Een fasesoort staat hier twee keer. Noem elke soort één keer."
    yield from _minutes(phase.minutes, (*at, "minutes"))


def _minutes(minutes: Minutes, at: Path) -> Iterator[Fault]:
    if not 1 <= minutes.min <= minutes.default <= minutes.max:
        yield at, "De minuten lopen niet op. Zorg dat 1 ≤ min ≤ default ≤ max."
    if minutes.origin is Origin.SOURCE and minutes.source is None:
        yield at, 'Bij origin = "source" hoort ook source: noem de id van de bron.'
