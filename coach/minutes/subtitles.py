"""WebVTT and SRT, read with webvtt-py; speakers from voice tags (Teams) or from "Naam: " in the cue (Zoom)."""

import re
from dataclasses import replace
from html import unescape

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from coach.errors import BadInput
from coach.minutes.labels import is_label, is_role_label, speaker_name
from coach.minutes.model import Kind
from coach.minutes.raw import Piece
from coach.text import clean

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?\s+([^<>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]*>")
_SPEAKER = re.compile(r"^([A-ZÀ-Ý][^\s:,.?!]*(?:,? [^\s:,.?!]+){0,3}):\s+(?=\S)")
_MOMENT = r"(?:\d{1,4}:)?[0-5]?\d:[0-5]?\d[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*{_MOMENT}\s*-->\s*{_MOMENT}")
_NOTE = re.compile(r"^NOTE\b[ \t]*(.*(?:\n.+)*)", re.MULTILINE)

Read = tuple[str, list[Piece], Kind]


def looks_like_srt(text: str) -> bool:
    """A number, then a line with times."""
    lines = [line for line in text[:400].split("\n") if line.strip()][:2]
    return len(lines) == 2 and lines[0].strip().isdigit() and "-->" in lines[1]


def read_vtt(text: str) -> Read:
    """Header (title and notes above the first cue) and pieces. Raises BadInput, naming the line when it is known."""
    head = text.split("-->", 1)[0]
    notes = " \n".join(match.group(1).strip() for match in _NOTE.finditer(head))
    title = text.split("\n", 1)[0].removeprefix("WEBVTT").strip(" -\t")
    return clean(f"{title}\n{notes}"), _pieces(text, "vtt"), "speech"


def read_srt(text: str) -> Read:
    """SRT has no header."""
    return "", _pieces(text, "srt"), "speech"


def _pieces(text: str, form: str) -> list[Piece]:
    if where := _broken_line(text):
        raise BadInput(
            f"{where}: deze tijden kloppen niet. Exporteer het bestand opnieuw of sla het gesprek op als .txt.",
            code="invalid_subtitles",
        )
    try:
        captions = webvtt.from_buffer(iter(text.splitlines(keepends=True)), format=form).captions
    except (MalformedFileError, MalformedCaptionError, ValueError):
        raise BadInput(
            "Deze ondertitels kloppen niet. Exporteer het bestand opnieuw of sla het gesprek op als .txt.",
            code="invalid_subtitles",
        ) from None
    pieces: list[Piece] = []
    known: str | None = None
    for at, caption in enumerate(captions, 1):
        for piece in _cue(caption.raw_text, float(caption.start_in_seconds), known):
            known = piece.speaker
            pieces.append(replace(piece, place=at))
    return pieces


def _cue(raw: str, start: float, known: str | None) -> list[Piece]:
    """One cue may hold several voices; a cue without one belongs to whoever spoke before it."""
    parts = _VOICE.split(raw)
    pieces = [] if not parts[0].strip() else [_untagged(_words(parts[0]), start, known)]
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        label = _words(name)
        pieces.append(Piece(speaker_name(label) or label or None, _words(words), start))
    return [piece for piece in pieces if piece.text]


def _untagged(text: str, start: float, known: str | None) -> Piece:
    match = _SPEAKER.match(text)
    name = speaker_name(match.group(1)) if match else None
    if match and name and (is_role_label(name) or not is_label(name)):
        return Piece(name, text[match.end() :], start)
    return Piece(known, text, start)


def _words(raw: str) -> str:
    return clean(unescape(_TAG.sub("", raw)).replace("\n", " "))


def _broken_line(text: str) -> str:
    """The first line that should be a timing and is not ("Regel 12"), or nothing; the library would skip its words."""
    for number, line in enumerate(text.split("\n"), 1):
        if "-->" in line and not _TIMING.match(line):
            return f"Regel {number}"
    return ""
