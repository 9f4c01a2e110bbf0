"""Everything about one person as a text to read, in Markdown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from api.pages import words
from coach.group.my_data import MyData

_WHAT = {"captions": "ondertiteling", "recording": "opname", "model": "taalmodel"}
_STATES = {"active": "lid", "left": "vertrokken", "removed": "uit de groep gehaald"}
_THINGS = {"meeting": "een bijeenkomst", "people": "de pagina met wie erbij is", "minutes": "een verslag",
           "export": "een bestand om te bewaren", "contract_export": "het contract als bestand"}  # fmt: skip


def as_text(data: MyData) -> str:
    """A heading for each kind, a line for each thing."""
    account = data["account"]
    parts = [
        f"# Wat Doorvraag over {_plain(account['name'])} bewaart\n\nGemaakt op {_at(data['made_at'])}.",
        _part("Account", [
            f"Naam: {_plain(account['name'])}", f"Inlognaam: {_plain(account['login'])}",
            f"E-mail: {_plain(account['email'] or 'geen')}", f"Gemaakt op {_at(account['created_at'])}",
            *(["Beheerder van deze machine"] if account["administrator"] else []),
        ]),
        _part("Apparaten", [
            f"{one['label']}: ingelogd op {_at(one['created_at'])}, laatst gezien {_at(one['seen_at'])}"
            for one in data["devices"]
        ]),
        _part("Herstelcodes", [f"Gemaakt op {_at(one['made_at'])}{_used(one)}" for one in data["recovery_codes"]]),
        *[_group(group) for group in data["groups"]],
        _part("Bijeenkomsten zonder groep", [
            f"{_title(one)}: {len(one['events'])} regels, staan in het JSON-bestand" for one in data["own_meetings"]
        ]),
        _part("Wat er gewist is", [
            f"{_at(one['at'])}: {one['title']}. {one['counted']}. {one['elsewhere']}" for one in data["receipts"]
        ]),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _group(group: Mapping[str, Any]) -> str:
    parts = [
        f"## Groep: {_plain(group['name'])}",
        *[
            f"- {_plain(one['name'])}, {_STATES.get(one['state'], one['state'])}, sinds {_at(one['joined_at'])}"
            for one in group["memberships"]
        ],
        *_lines("Akkoord met het contract", (
            f"versie {one['version']} op {_at(one['agreed_at'])}, als {_plain(one['name'])}"
            for one in group["agreements"]
        )),
        *_lines("Wat je over relaties vertelde", (one["relation"] for one in group["relations_told"])),
        *_lines("Je taken", (
            f"{_local(one['local'])}: {', '.join(words.ROLES.get(role, role) for role in one['my_roles'])}"
            for one in group["dates"]
        )),
        *_lines("Aanwezig", (
            f"{_at(one['starts_at'])}: {'ja' if one['present'] else 'nee'}" for one in group["attendance"]
        )),
        *_lines("Toestemming", (
            f"{_WHAT.get(one['what'], one['what'])}: {'ja' if one['given'] else 'nee'} op {_at(one['at'])}"
            for one in group["consents"]
        )),
        *_lines("Wat je opende", (
            f"{_at(one['at'])}: {_THINGS.get(one['thing'].partition(':')[0], 'iets')}" for one in group["opened"]
        )),
    ]  # fmt: skip
    return "\n".join(parts)


def _part(title: str, lines: Iterable[str]) -> str:
    rows = list(lines)
    return f"## {title}\n" + "\n".join(f"- {line}" for line in rows) if rows else ""


def _lines(title: str, lines: Iterable[str]) -> list[str]:
    rows = list(lines)
    return [f"\n### {title}", *(f"- {line}" for line in rows)] if rows else []


def _title(meeting: Mapping[str, Any]) -> str:
    first = meeting["events"][0]["data"] if meeting["events"] else {}
    return _plain(str(first.get("title") or "Bijeenkomst"))


def _used(code: Mapping[str, Any]) -> str:
    return f", gebruikt op {_at(code['used_at'])}" if code["used_at"] else ""


def _at(moment: str) -> str:
    return words.at(datetime.fromisoformat(moment))


def _local(written: str) -> str:
    here = datetime.fromisoformat(written)
    return f"{words.day_of(here)}, {here:%H:%M}"


def _plain(text: str) -> str:
    """On one line, with nothing that Markdown would make into something else."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|" else sign for sign in " ".join(text.split()))
