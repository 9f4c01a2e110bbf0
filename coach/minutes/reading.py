"""A file to turns: subtitles, "Naam: tekst", bare notes or JSON."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from coach.errors import BadInput
from coach.minutes import plaintext, subtitles
from coach.minutes.dates import meeting_date
from coach.minutes.decoding import MAX_BYTES, decode
from coach.minutes.lengths import NAME, NOTE, TURN, one_space, pieces
from coach.minutes.model import Kind, Transcript, Turn
from coach.minutes.raw import Piece
from coach.text import clean

MAX_TURNS = 50_000


def read(source: Path | bytes, name: str = "") -> Transcript:
    """The turns of a transcript or of notes.

    `name` tells the kind by its ending (.vtt .srt .txt .json); what stands in the file wins when that is plain.
    Raises BadInput (with the line where possible) or TooLarge.
    """
    if isinstance(source, Path):
        name, source = name or source.name, bytes_of(source)
    text = decode(source)
    reader = _reader(text, name)
    header, found, kind = reader(text)
    turns = _turns(found, kind)
    if not any(char.isalpha() for turn in turns for char in turn.text):  # emoji and signs alone say nothing
        raise BadInput("In dit bestand staat geen gesprek: ik vond geen enkele regel met tekst.", code="no_turns")
    if len(turns) > MAX_TURNS:
        raise BadInput(f"Dit zijn meer dan {MAX_TURNS} bijdragen. Knip het bestand per bijeenkomst.", code="too_large")
    header = "\n".join(line[:NOTE] for line in one_space(header).split("\n"))
    return Transcript(turns, kind, header, meeting_date(header), _UNITS.get(reader, "regel"))


def bytes_of(path: Path) -> bytes:
    """What stands in a file, without reading far past what is allowed. Raises BadInput when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        raise BadInput(
            f"Het bestand '{path.name}' kan ik niet openen. Controleer de naam en of je het mag lezen.",
            code="unreadable_file",
        ) from None


Read = tuple[str, list[Piece], Kind]


def _reader(text: str, name: str) -> Callable[[str], Read]:
    ending = Path(name.lower()).suffix
    if text.startswith("WEBVTT"):
        return subtitles.read_vtt
    if ending == ".json":
        return _read_json
    if subtitles.looks_like_srt(text):
        return subtitles.read_srt
    if ending in {".vtt", ".srt"}:
        wanted = "begint met WEBVTT" if ending == ".vtt" else "heeft op regel 1 een nummer en op regel 2 de tijden"
        raise BadInput(
            f"Regel 1: een {ending}-bestand {wanted}, en dit niet. Is het gewone tekst, geef het dan de naam .txt.",
            code="wrong_file_kind",
        )
    return plaintext.read


def _read_json(text: str) -> Read:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"Regel {error.lineno}: dit is geen geldige JSON.", code="invalid_json") from None
    except (RecursionError, ValueError):
        raise BadInput(
            "Deze JSON kan ik niet lezen; schrijf haar zoals hieronder beschreven.", code="invalid_json"
        ) from None
    entries = value.get("turns") if isinstance(value, dict) else value
    if not isinstance(entries, list):
        raise BadInput('Deze JSON mist de lijst "turns" met {"speaker", "text"}.', code="invalid_json")
    found = [_entry(entry, number) for number, entry in enumerate(entries, 1)]
    header = value.get("date") if isinstance(value, dict) else None
    return (header if isinstance(header, str) else ""), found, "speech" if any(p.speaker for p in found) else "notes"


def _entry(entry: Any, number: int) -> Piece:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise BadInput(f'Bijdrage {number} mist "text".', code="invalid_json", where=f"turns[{number - 1}]")
    speaker, start = entry.get("speaker"), entry.get("start")
    if speaker is not None and not isinstance(speaker, str):
        raise BadInput(f'Bijdrage {number}: "speaker" moet een naam zijn.', code="invalid_json")
    if speaker and len(speaker) > NAME:
        raise BadInput(
            f'Bijdrage {number}: "speaker" is langer dan {NAME} tekens; zet daar een naam.', code="invalid_json"
        )
    seconds = float(start) if isinstance(start, int | float) and 0 <= start < 1e7 else None
    return Piece(clean(speaker or "") or None, entry["text"], seconds, number)


def _turns(read: Iterable[Piece], kind: Kind) -> tuple[Turn, ...]:
    """Runs of one speaker become one turn; pieces without a speaker and notes stay apart; a very long one is cut."""
    runs: list[tuple[Piece, list[str]]] = []
    for piece in read:
        text = one_space(clean(piece.text))
        if not text:
            continue
        if runs and kind == "speech" and piece.speaker and runs[-1][0].speaker == piece.speaker:
            runs[-1][1].append(text)
        else:
            runs.append((piece, [text]))
    longest = NOTE if kind == "notes" else TURN
    parts = [(first, part) for first, texts in runs for part in pieces(" ".join(texts), longest)]
    return tuple(
        Turn(number, first.speaker, text, first.start, first.place) for number, (first, text) in enumerate(parts, 1)
    )


# what a turn's place counts, by how the file was read
_UNITS: dict[Callable[[str], Read], str] = {
    subtitles.read_vtt: "ondertitel",
    subtitles.read_srt: "ondertitel",
    _read_json: "onderdeel",
}
