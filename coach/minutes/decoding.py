"""Bytes to text, or a sentence that says what the file really is."""

import codecs
import re

from coach.errors import BadInput, TooLarge
from coach.text import clean

MAX_BYTES = 25_000_000

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "een PDF"),
    (b"PK\x03\x04", "een Word-bestand of een ander ingepakt bestand (ZIP)"),
    (b"\xd0\xcf\x11\xe0", "een oud Office-bestand"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een foto (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"RIFF", "een geluids- of videobestand"),
    (b"OggS", "een geluidsbestand"),
    (b"ID3", "een geluidsbestand (MP3)"),
    (b"fLaC", "een geluidsbestand"),
    (b"\x1a\x45\xdf\xa3", "een videobestand"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"\x7fELF", "een programma"),
    (b"MZ", "een programma"),
)
_ADVICE = "Sla het gesprek op als tekst (.txt), als ondertitels (.vtt of .srt) of als .json en probeer het opnieuw."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of a file, cleaned. Encodings: UTF-8, UTF-16, else Windows-1252.

    Raises TooLarge above 25 MB, BadInput when it is empty or no text at all.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("Dit bestand is groter dan 25 MB. Stuur alleen de tekst van één bijeenkomst.")
    _refuse_other_kinds(data)
    text = _decoded(data)
    if len(_CONTROL.findall(text[:20_000])) > 0.05 * min(len(text), 20_000):
        raise _not_text("geen leesbare tekst")
    cleaned = clean(text)
    if not cleaned:
        raise BadInput("Dit bestand is leeg. Kies het bestand waarin het gesprek staat.", code="empty_file")
    return cleaned


def _refuse_other_kinds(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        # two letters can open a text as well ("MZ is er niet"): a program has zero bytes close by
        if data.startswith(signature) and (len(signature) > 2 or b"\0" in data[:64] or signature[0] < 0x20):
            raise _not_text(what)
    if data[4:8] == b"ftyp":
        raise _not_text("een videobestand (MP4)")


def _not_text(what: str) -> BadInput:
    return BadInput(f"Dit is {what}, wat de naam ook zegt. {_ADVICE}", code="wrong_file_kind")


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if wide := _utf16_without_mark(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _utf16_without_mark(data: bytes) -> str | None:
    """In UTF-16 nearly every second byte of Dutch text is zero."""
    sample = data[:2_000]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
