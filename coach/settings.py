"""One Settings class. Unsafe values are refused at start-up, in one readable message."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from coach.errors import BadSettings

ROOT = Path(__file__).resolve().parent.parent


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class ModelSettings(BaseSettings):
    """The language model. Off until somebody turns it on (DESIGN idea 4)."""

    model_config = SettingsConfigDict(env_prefix="DOORVRAAG_MODEL_", extra="ignore")

    enabled: bool = False
    base_url: str = "http://llm.invalid/v1"
    api_key: SecretStr = SecretStr("none")
    name: str = "none"
    deadline_seconds: float = Field(default=20.0, gt=0, le=120)
    at_once: int = Field(default=4, ge=1, le=32)
    mask_names: bool = True
    response_format: Literal["json_schema", "json_object", "none"] = "json_schema"

    @model_validator(mode="after")
    def _safe(self) -> "ModelSettings":
        url = urlsplit(self.base_url)
        if url.scheme not in {"http", "https"} or not url.hostname:
            raise ValueError("DOORVRAAG_MODEL_BASE_URL is geen webadres (http:// of https://).")
        if self.enabled and url.scheme == "http" and not _is_local(url.hostname):
            raise ValueError(
                "DOORVRAAG_MODEL_BASE_URL moet met https:// beginnen: buiten deze machine gaat niets onversleuteld."
            )
        if self.enabled and self.name == "none":
            raise ValueError("DOORVRAAG_MODEL_NAME ontbreekt: noem het model dat het adres aanbiedt.")
        return self


class Settings(BaseSettings):
    """Everything that may differ between machines. Environment variables begin with DOORVRAAG_."""

    model_config = SettingsConfigDict(env_prefix="DOORVRAAG_", extra="ignore")

    var: Path = ROOT / "var"
    knowledge: Path = ROOT / "knowledge"
    prompts: Path = ROOT / "prompts"
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]", "testserver"]
    max_body_bytes: int = Field(default=2_000_000, ge=10_000)
    max_file_bytes: int = Field(default=25_000_000, ge=10_000)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    model: ModelSettings = Field(default_factory=ModelSettings)

    @model_validator(mode="after")
    def _safe(self) -> "Settings":
        if "*" in self.allowed_hosts:
            raise ValueError(
                "DOORVRAAG_ALLOWED_HOSTS mag geen * zijn: noem de namen waaronder Doorvraag bereikbaar is."
            )
        if not _is_local(self.host) and not any(
            not _is_local(h.strip("[]")) for h in self.allowed_hosts if h != "testserver"
        ):
            raise ValueError(
                "DOORVRAAG_HOST is van buitenaf bereikbaar: noem in DOORVRAAG_ALLOWED_HOSTS ook de naam waaronder."
            )
        return self

    @property
    def database(self) -> str:
        """The SQLAlchemy address: SQLite in `var` unless another is set."""
        return self.database_url or f"sqlite:///{self.var / 'doorvraag.sqlite3'}"

    @property
    def index_dir(self) -> Path:
        """Where built knowledge indexes live; `current` names the one in use."""
        return self.var / "index"


def load_settings(**values: object) -> Settings:
    """Settings from the environment and `values`. Raises BadSettings with all that is wrong, in Dutch."""
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [str(e["msg"]).removeprefix("Value error, ") for e in error.errors(include_input=False)]
        names = [".".join(str(part) for part in e["loc"]) for e in error.errors(include_input=False)]
        text = " ".join(f"{name}: {line}" if name else line for name, line in zip(names, lines, strict=True))
        raise BadSettings(f"De instellingen kloppen niet. {text}") from None
