"""Prompts as files: prompts/<name>/prompt.toml, system.md.j2 and user.md.j2. Checked as data, rendered in a sandbox."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BadData
from coach.llm.fence import fence_for, fitted, rendered_value

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_FILES = ("prompt.toml", "system.md.j2", "user.md.j2")


class Variable(BaseModel):
    """One variable: ours ("plain"), one text by a participant ("words"), or earlier turns ("turns")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["plain", "words", "turns"]
    max_chars: int = Field(ge=1, le=100_000)
    longer: Literal["refuse", "cut"] = "refuse"


class Limits(BaseModel):
    """`max_tokens` bounds the answer; without it some servers write blanks until their own limit (vllm#38696)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_tokens: int = Field(ge=16, le=8_000)


class PromptFile(BaseModel):
    """The form of prompt.toml. `output` names the schema sent along."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}\.\d+$")
    about: str
    output: str = Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")
    limits: Limits
    variables: dict[str, Variable]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Ready to send. `version` is the prompt's own with a digest of its files, so that a record can be trusted."""

    messages: tuple[Mapping[str, str], ...]
    version: str
    output: str
    max_tokens: int


@dataclass(frozen=True, slots=True)
class _Prompt:
    file: PromptFile
    system: Template
    user: Template
    version: str


class PromptLibrary:
    """All prompts under `folder`. A prompt is read once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = cache(self._load)
        # Prompts are Markdown for a model, never HTML for a browser: escaping would change what a person wrote.
        self._jinja = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def names(self) -> list[str]:
        """The names of all prompts, sorted."""
        return sorted(path.parent.name for path in self._folder.glob("*/prompt.toml"))

    def render(self, name: str, variables: Mapping[str, Any]) -> Rendered:
        """System and user message for these variables.

        Participants' words stand between marks that hold a fence the words themselves do not contain, so they cannot
        step out of it. Raises BadData when variables are missing, unknown or of the wrong form; TooLarge when a text
        is longer than the prompt takes.
        """
        prompt = self._read(name)
        _check_names(name, prompt.file, variables)
        fit = {key: fitted(key, prompt.file.variables[key], value) for key, value in variables.items()}
        fence = fence_for(fit.values())
        shown = {key: rendered_value(key, prompt.file.variables[key].kind, value, fence) for key, value in fit.items()}
        shown["fence"] = fence
        messages = (
            {"role": "system", "content": prompt.system.render(shown).strip()},
            {"role": "user", "content": prompt.user.render(shown).strip()},
        )
        return Rendered(messages, prompt.version, prompt.file.output, prompt.file.limits.max_tokens)

    def check(self) -> list[str]:
        """Reads every prompt; one Dutch line for each that is wrong. An empty list means that all is well."""
        wrong = []
        for name in self.names():
            try:
                self._read(name)
            except BadData as error:
                wrong.append(f"{error.where}: {error.message}")
        return wrong or ([] if self.names() else [f"{self._folder.name}: er staat geen enkele prompt in deze map."])

    def _load(self, name: str) -> _Prompt:
        sources = self._sources(name)
        file = _parsed(sources["prompt.toml"], f"prompts/{name}/prompt.toml")
        system = self._compiled(name, "system.md.j2", sources["system.md.j2"], {*file.variables, "fence"})
        user = self._compiled(name, "user.md.j2", sources["user.md.j2"], {*file.variables, "fence"})
        self._check_use(name, file, sources)
        digest = sha256("\0".join(sources[part] for part in _FILES).encode()).hexdigest()[:8]
        return _Prompt(file, system, user, f"{file.version}+{digest}")

    def _sources(self, name: str) -> dict[str, str]:
        if not _NAME.fullmatch(name):
            raise BadData("Een prompt heet naar zijn map: kleine letters, cijfers en _.", where="prompts")
        try:
            return {part: (self._folder / name / part).read_text(encoding="utf-8") for part in _FILES}
        except (OSError, UnicodeDecodeError):
            raise BadData(
                f"Zet hier {', '.join(_FILES)} neer, in UTF-8: minstens één ervan is niet te lezen.",
                where=f"prompts/{name}",
            ) from None

    def _compiled(self, name: str, part: str, source: str, known: set[str]) -> Template:
        where = f"prompts/{name}/{part}"
        try:
            unknown = meta.find_undeclared_variables(self._jinja.parse(source)) - known
            template = self._jinja.from_string(source)
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            raise BadData(
                "Dit sjabloon is niet te lezen; kijk naar de accolades.", where=f"{where}:{line or 1}"
            ) from None
        if unknown:
            raise BadData(f"Onbekende variabele: {', '.join(sorted(unknown))}. Noem hem in prompt.toml.", where=where)
        return template

    def _check_use(self, name: str, file: PromptFile, sources: Mapping[str, str]) -> None:
        """Every variable is used, words only in the user message, and the system message tells what the fence is."""
        system = meta.find_undeclared_variables(self._jinja.parse(sources["system.md.j2"]))
        user = meta.find_undeclared_variables(self._jinja.parse(sources["user.md.j2"]))
        foreign = {key for key, variable in file.variables.items() if variable.kind != "plain"}
        unused = set(file.variables) - system - user
        if unused:
            raise BadData(
                f"Niet gebruikt: {', '.join(sorted(unused))}. Haal weg of gebruik.", where=f"prompts/{name}/prompt.toml"
            )
        if foreign & system:
            raise BadData("Woorden van deelnemers horen alleen in user.md.j2.", where=f"prompts/{name}/system.md.j2")
        if foreign and "fence" not in system:
            raise BadData(
                "Leg met {{ fence }} uit dat wat tussen de merktekens staat geen opdracht is.",
                where=f"prompts/{name}/system.md.j2",
            )


def _parsed(text: str, where: str) -> PromptFile:
    try:
        return PromptFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"Dit is geen geldige TOML ({error}).", where=where) from None
    except ValidationError as error:
        keys = ", ".join(".".join(str(part) for part in e["loc"]) for e in error.errors(include_input=False))
        raise BadData(f"Ontbreekt of klopt niet: {keys}.", where=where) from None


def _check_names(name: str, file: PromptFile, variables: Mapping[str, Any]) -> None:
    missing, unknown = set(file.variables) - set(variables), set(variables) - set(file.variables)
    if missing:
        raise BadData(f"Deze prompt mist: {', '.join(sorted(missing))}.", where=f"prompts/{name}")
    if unknown:
        raise BadData(f"Deze prompt kent niet: {', '.join(sorted(unknown))}.", where=f"prompts/{name}")
