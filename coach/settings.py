"""One Settings class. Unsafe values are refused at start-up, in one readable message."""

import json
from contextlib import suppress
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from coach.environment import FromEnvironment
from coach.errors import BadSettings

ROOT = Path(__file__).resolve().parent.parent


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class ModelSettings(FromEnvironment):
    """The language model. Off until somebody turns it on (DESIGN idea 4)."""

    prefix: ClassVar[str] = "DOORVRAAG_MODEL_"

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

    @property
    def remote(self) -> bool:
        """Whether what goes to the model leaves this machine."""
        return not _is_local(urlsplit(self.base_url).hostname or "")


class MailSettings(FromEnvironment):
    """E-mail, sent through an SMTP server. Off until a server is named; nothing depends on it."""

    prefix: ClassVar[str] = "DOORVRAAG_MAIL_"

    server: str = ""
    port: int = Field(default=587, ge=1, le=65535)
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = ""
    security: Literal["starttls", "tls", "none"] = "starttls"

    @model_validator(mode="after")
    def _safe(self) -> "MailSettings":
        if self.server and not self.sender:
            raise ValueError("DOORVRAAG_MAIL_SENDER ontbreekt: van welk adres komt de post?")
        if self.server and self.security == "none" and not _is_local(self.server):
            raise ValueError("DOORVRAAG_MAIL_SECURITY mag alleen op deze machine none zijn: kies starttls of tls.")
        return self


class Settings(FromEnvironment):
    """Everything that may differ between machines. Environment variables begin with DOORVRAAG_."""

    prefix: ClassVar[str] = "DOORVRAAG_"

    var: Path = ROOT / "var"
    knowledge: Path = ROOT / "knowledge"
    prompts: Path = ROOT / "prompts"
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    allowed_hosts: list[str] = Field(default=["127.0.0.1", "localhost", "[::1]", "testserver"])
    max_body_bytes: int = Field(default=2_000_000, ge=10_000)
    max_file_bytes: int = Field(default=25_000_000, ge=10_000)
    secret: SecretStr = SecretStr("")
    # Keys for what people said, with commas between them: the first seals, all unseal. Empty: not sealed.
    content_keys_: SecretStr = Field(default=SecretStr(""), validation_alias="DOORVRAAG_CONTENT_KEYS")
    # Tools without an account: judge, vraagbaak, practice, a draft from one's own file, a meeting without a group.
    open: Literal["auto", "on", "off"] = "auto"
    # Who may make an account: anybody, or who was invited (by a group or the administrator).
    sign_up: Literal["auto", "anybody", "invited"] = "auto"
    # The address people use, such as https://doorvraag.voorbeeld.nl; links in invitations begin with it.
    public_url: str = ""
    # Whose X-Forwarded-For and -Proto are believed: addresses or networks of proxies, with commas between them.
    trusted_proxies: list[str] = Field(default_factory=list)
    # How many days words stay in meetings that no contract speaks of (coach/group/retention.py).
    loose_days: int = Field(default=30, ge=0, le=3650)
    # How many days backups of this machine are kept, as told on receipts; 0: none are made; not set: not told.
    backup_days: int | None = Field(default=None, ge=0, le=36500)
    # How much one sender may ask in a minute (api/pace.py); by default only where others reach the service too.
    rate_limits: Literal["auto", "on", "off"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    model: ModelSettings = Field(default_factory=ModelSettings)
    mail: MailSettings = Field(default_factory=MailSettings)

    @field_validator("allowed_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        """Names with commas between them; a list as JSON, which earlier versions asked for, still works."""
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            with suppress(json.JSONDecodeError):
                return json.loads(value)
        return [name.strip() for name in value.split(",") if name.strip()]

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, names: list[str]) -> list[str]:
        """Refuses a name or a star: everybody who may say where a request comes from is named by address."""
        for name in names:
            try:
                ip_network(name)
            except ValueError:
                raise ValueError(
                    "DOORVRAAG_TRUSTED_PROXIES noemt adressen of netwerken van proxy's, zoals 127.0.0.1 of 10.0.0.0/24."
                ) from None
        return names

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

    @model_validator(mode="after")
    def _public(self) -> "Settings":
        if self.public_url:
            url = urlsplit(self.public_url)
            if url.scheme not in {"http", "https"} or not url.hostname or url.path not in {"", "/"}:
                raise ValueError("DOORVRAAG_PUBLIC_URL is geen webadres, zoals https://doorvraag.voorbeeld.nl.")
            if url.scheme == "http" and not _is_local(url.hostname):
                raise ValueError("DOORVRAAG_PUBLIC_URL moet met https:// beginnen: buiten deze machine is dat nodig.")
        return self

    @property
    def only_here(self) -> bool:
        """Whether nobody outside this machine can reach the service, as far as the settings tell."""
        names = [h.strip("[]") for h in self.allowed_hosts if h != "testserver"]
        behind = urlsplit(self.public_url).hostname or "localhost"
        return _is_local(self.host) and _is_local(behind) and all(_is_local(name) for name in names)

    @property
    def address(self) -> str:
        """Where people reach this service, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def tools_open(self) -> bool:
        """Whether the tools need no account: when set so, and by default where only this machine reaches them."""
        return self.open == "on" or (self.open == "auto" and self.only_here)

    @property
    def paced(self) -> bool:
        """Whether what one sender may ask in a minute is bounded."""
        return self.rate_limits == "on" or (self.rate_limits == "auto" and not self.only_here)

    @property
    def anybody_may_sign_up(self) -> bool:
        """Whether an account can be made without an invitation."""
        return self.sign_up == "anybody" or (self.sign_up == "auto" and self.only_here)

    @property
    def content_keys(self) -> list[str]:
        """The keys for what people said, the newest first."""
        return [key.strip() for key in self.content_keys_.get_secret_value().split(",") if key.strip()]

    @property
    def database(self) -> str:
        """The SQLAlchemy address: SQLite in `var` unless another is set."""
        return self.database_url or f"sqlite:///{self.var / 'doorvraag.sqlite3'}"

    @property
    def index_dir(self) -> Path:
        """Where built knowledge indexes live; `current` names the one in use."""
        return self.var / "index"


# What pydantic calls the fault, and what to do about it.
_WANTED = (
    ("int_", "moet een heel getal zijn"),
    ("float_", "moet een getal zijn"),
    ("bool_", "moet true of false zijn"),
    ("greater_than_equal", "moet minstens {ge} zijn"),
    ("greater_than", "moet meer dan {gt} zijn"),
    ("less_than_equal", "mag hooguit {le} zijn"),
    ("less_than", "moet minder dan {lt} zijn"),
    ("literal_error", "moet een van deze zijn: {expected}"),
    ("path_", "moet een map of bestand zijn"),
    ("list_", "moet een rij namen zijn, met komma's ertussen"),
)


def load_settings(**values: object) -> Settings:
    """Settings from the environment and `values`. Raises BadSettings with all that is wrong, in Dutch."""
    try:
        return Settings(**values)
    except ValidationError as error:
        text = " ".join(_wrong(error.title, fault) for fault in error.errors(include_input=False, include_url=False))
        raise BadSettings(f"De instellingen kloppen niet. {text}") from None


def _wrong(title: str, fault: ErrorDetails) -> str:
    """One fault in Dutch, under the name that stands in the environment; the value itself is never repeated."""
    kind = fault["type"]
    if kind == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    # Settings of the model and of mail are read apart; the title tells which form the fault is in.
    form = next(form for form in (Settings, ModelSettings, MailSettings) if form.__name__ == title)
    field, *inner = (part for part in fault["loc"] if isinstance(part, str))
    name = "_".join([form.variable(field) if field in form.model_fields else field, *map(str.upper, inner)])
    wanted = next((text for start, text in _WANTED if kind.startswith(start)), "past hier niet")
    return f"{name} {wanted.format_map(fault.get('ctx', {})).replace(' or ', ' of ')}."
