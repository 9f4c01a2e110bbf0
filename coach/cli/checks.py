"""What `doorvraag doctor` looks at: each check gives one line that says how it stands and what to do."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from coach.container import Container, storage_is_current
from coach.errors import CoachError

State = Literal["ok", "let op", "fout"]
_PYTHON = (3, 11)
_MB = 1_000_000
_LITTLE_MB, _TOO_LITTLE_MB = 1_000, 200


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: how it stands, what was looked at, and a Dutch sentence."""

    state: State
    what: str
    text: str


def look(parts: Container, probe_model: bool) -> Iterator[Line]:
    """All checks, one after another; with `probe_model` the model endpoint gets one call."""
    for what, check in _CHECKS:
        yield _safely(what, check, parts)
    if probe_model:
        yield _safely("taalmodel, proef", _probe, parts)


def _safely(what: str, check: Callable[[Container], tuple[State, str]], parts: Container) -> Line:
    try:
        state, text = check(parts)
    except CoachError as error:
        state, text = "fout", f"{error.where}: {error.message}" if error.where else error.message
    return Line(state, what, text)


def _python(parts: Container) -> tuple[State, str]:
    here = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < _PYTHON:
        return "fout", f"versie {here} is te oud. Zet Python 3.11 of nieuwer neer en draai: make setup"
    return "ok", f"versie {here}"


def _folders(parts: Container) -> tuple[State, str]:
    for folder in (parts.settings.knowledge, parts.settings.prompts):
        if not os.access(folder, os.R_OK | os.X_OK):
            return "fout", f"de map '{folder.name}' is er niet of is niet te lezen."
    var = parts.settings.var
    if not var.exists():
        return "let op", f"de map '{var.name}' is er nog niet. Ze wordt gemaakt bij: make run"
    if not os.access(var, os.W_OK | os.X_OK):
        return "fout", f"in de map '{var.name}' kan ik niet schrijven. Geef jezelf daar schrijfrecht."
    return "ok", f"'{var.name}' is beschrijfbaar, 'knowledge' en 'prompts' zijn leesbaar"


def _database(parts: Container) -> tuple[State, str]:
    settings = parts.settings
    if not settings.database_url and not (settings.var / "doorvraag.sqlite3").exists():
        return "let op", "er is nog geen database. Ze wordt gemaakt bij: make run"
    kind = urlsplit(settings.database).scheme.partition("+")[0]
    if not storage_is_current(settings):
        return "fout", f"{kind}: de tabellen lopen achter. Bijwerken gaat vanzelf bij: make run"
    return "ok", f"{kind}, tabellen zijn bij"


def _sealed(parts: Container) -> tuple[State, str]:
    from coach.upkeep import how_sealed

    settings = parts.settings
    if not settings.database_url and not (settings.var / "doorvraag.sqlite3").exists():
        return "ok", "er is nog niets om te versleutelen"
    if not storage_is_current(settings):
        return "let op", "niet bekeken: eerst moeten de tabellen bij zijn"
    found = how_sealed(settings)
    if found["unfit"]:
        return (
            "fout",
            f"bij {found['unfit']} stukken past geen sleutel. Zet in DOORVRAAG_CONTENT_KEYS de oude erachter.",
        )
    if not settings.content_keys:
        state: State = "ok" if settings.only_here else "let op"
        return state, "staat uit: wie bij de schijf kan, kan lezen wat er gezegd is. Aanzetten: zie docs/serving.md"
    if behind := found["plain"] + found["older"]:
        return "let op", f"{behind} stukken nog niet met de eerste sleutel. Doe dat met: doorvraag seal"
    return "ok", f"aan, alle {found['newest']} stukken met de eerste sleutel"


def _https(parts: Container) -> tuple[State, str]:
    settings = parts.settings
    if settings.only_here:
        return "ok", "niet nodig: Doorvraag is alleen op deze machine te bereiken"
    if not settings.public_url.startswith("https://"):
        return "let op", "anderen komen erbij zonder https. Zet er een proxy voor; zie docs/serving.md"
    if not settings.trusted_proxies:
        return "fout", "DOORVRAAG_TRUSTED_PROXIES ontbreekt: noem het adres van de proxy, meestal 127.0.0.1"
    return "ok", f"via de proxy op {', '.join(settings.trusted_proxies)}"


def _index(parts: Container) -> tuple[State, str]:
    status = parts.guidance.status()
    if not status.ready:
        return "let op", "de kennisbank is nog niet opgebouwd. Doe dat met: doorvraag guidance index"
    if status.stale:
        return "let op", "de kennisbank is ouder dan de bronnen. Bouw opnieuw met: doorvraag guidance index"
    built = f", gebouwd op {status.built_at:%Y-%m-%d %H:%M} UTC" if status.built_at else ""
    return "ok", f"{status.passages} fragmenten{built}"


def _methods(parts: Container) -> tuple[State, str]:
    from coach.method.library import check_folder

    problems = check_folder(parts.settings.knowledge / "methods")
    if problems:
        more = f" En nog {len(problems) - 1}; zie: doorvraag methods check" if len(problems) > 1 else ""
        return "fout", f"{problems[0]}{more}"
    return "ok", f"{len(parts.methods.all())} methoden, allemaal in orde"


def _prompts(parts: Container) -> tuple[State, str]:
    from coach.llm.names import NameList
    from coach.llm.prompts import PromptLibrary

    library = PromptLibrary(parts.settings.prompts)
    problems = library.check()
    if problems:
        return "fout", " ".join(problems)
    NameList.load(parts.settings.knowledge / "names" / "first_names.toml")
    return "ok", f"{', '.join(library.names())}; de namenlijst is leesbaar"


def _signs(parts: Container) -> tuple[State, str]:
    from coach.safety.signs import Safety

    Safety.load(parts.settings.knowledge / "safety.toml")
    return "ok", "de woordenlijst is leesbaar"


def _disk(parts: Container) -> tuple[State, str]:
    free = shutil.disk_usage(_existing(parts.settings.var)).free // _MB
    if free < _TOO_LITTLE_MB:
        return "fout", f"nog maar {free} MB vrij. Maak ruimte, minstens {_TOO_LITTLE_MB} MB."
    if free < _LITTLE_MB:
        return "let op", f"nog {free} MB vrij. Dat is krap voor een nieuwe kennisbank."
    return "ok", f"{free // 1000} GB vrij"


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _model(parts: Container) -> tuple[State, str]:
    model = parts.settings.model
    if not model.enabled:
        return "ok", "staat uit. Niets verlaat deze computer."
    # The host only: an address may hold a user name and a password.
    where = f"{model.name} op {urlsplit(model.base_url).hostname}"
    if not model.mask_names:
        return "let op", f"{where}. Namen van mensen worden niet verborgen (DOORVRAAG_MODEL_MASK_NAMES staat uit)."
    return "ok", f"{where}; namen worden zo goed als het gaat verborgen"


def _probe(parts: Container) -> tuple[State, str]:
    from coach.llm.probe import probe

    model = parts.settings.model
    if not model.enabled:
        return "let op", "niet gedaan: er is geen taalmodel aangezet (DOORVRAAG_MODEL_ENABLED)."
    found = probe(parts.chat_model, model.deadline_seconds)
    took = f"antwoord in {found.milliseconds:.0f} ms"
    fence = ", met een codeblok eromheen dat Doorvraag weghaalt" if found.fenced else ""
    if found.schema and model.response_format == "json_schema":
        return "ok", f"{took}; het eindpunt houdt zich aan het schema{fence}"
    if model.response_format == "json_schema":
        return "let op", (
            f"{took}; het eindpunt houdt zich niet aan het schema{fence}. "
            "Doorvraag controleert elk antwoord zelf. Probeer DOORVRAAG_MODEL_RESPONSE_FORMAT=json_object."
        )
    if not found.json:
        return "let op", f"{took}, maar niet in JSON. Waarschijnlijk antwoordt Doorvraag vaak zonder dit taalmodel."
    return "ok", f"{took}; het eindpunt geeft JSON{fence}"


_CHECKS: tuple[tuple[str, Callable[[Container], tuple[State, str]]], ...] = (
    ("Python", _python),
    ("mappen", _folders),
    ("database", _database),
    ("versleuteling", _sealed),
    ("https", _https),
    ("kennisbank", _index),
    ("methoden", _methods),
    ("prompts", _prompts),
    ("signalen van nood", _signs),
    ("schijfruimte", _disk),
    ("taalmodel", _model),
)
