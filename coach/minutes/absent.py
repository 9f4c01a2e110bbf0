"""Who was not there: said at the start, or listed in notes."""

import re
from collections.abc import Sequence

from coach.minutes.labels import split_note
from coach.minutes.model import Transcript
from coach.minutes.people import FULL_NAME, People, listed, looks_like_name
from coach.minutes.speech import Sentence

_I = re.IGNORECASE
_AWAY = (
    r"(?:is|zijn) (?:er )?(?:vandaag |helaas |vanavond |vanmiddag |deze keer )*(?:niet(?! (?:zo|echt|alleen))|"
    r"ziek|afwezig|verhinderd|"
    r"afgemeld|met vakantie|op vakantie|met verlof)|(?:heeft|hebben) zich (?:\w+ )?(?:afgemeld|ziek gemeld|"
    r"ziekgemeld)|"
    r"kan (?:er )?(?:vandaag |helaas |vanavond )*niet(?: bij zijn| komen)?|kunnen er (?:vandaag |"
    r"helaas )*niet bij zijn|"
    r"ontbreekt|ontbreken|mist(?: nog)?(?=[.,!]|$)|meldde zich (?:ziek|af)|laat zich verontschuldigen|"
    r"komt (?:vandaag |helaas )*niet|"
    r"heeft (?:zich )?(?:vanochtend |gisteren |net )?(?:afgezegd|afgemeld|afgebeld)|(?:redt|haalt|trekt) het "
    r"(?:vandaag |helaas |toch )*niet|heeft (?:vandaag )?(?:dienst|vrij|verlof)|ligt (?:ziek )?(?:op bed|in bed)"
)
_NAMES = (
    rf"(?P<names>{FULL_NAME}(?:(?:, | en |, en ){FULL_NAME}){{0,12}})"  # bounded: else every name starts the list anew
)
_IS_AWAY = re.compile(rf"{_NAMES},? (?:die )?(?i:{_AWAY})")
_WE_MISS = re.compile(
    rf"(?i:\b(?:we missen|(?:ontbreekt|ontbreken|mist) (?:alleen |dus |nog )*|afmelding(?:en)? van|"
    rf"bericht van|afgemeld (?:heeft zich|is|zijn)|zonder)) {_NAMES}"
)
_ALL_BUT = re.compile(rf"(?i:\b(?:compleet|allemaal|iedereen|voltallig|er)\b[^.?!]{{0,20}}\bop) {_NAMES} na\b")
_OF_THE_CASE = re.compile(r"\b(?:mijn|onze|haar|zijn|de|een|die) (?:collega|cliënt|client|leerling|patiënt|"
r"teamleider|manager|"
                          r"zoon|dochter|moeder|vader|bewoner|buurvrouw|directeur)\b", _I)  # fmt: skip
_TOLD_US = re.compile(
    rf"{_NAMES} (?i:(?:laat|liet) (?:ons )?weten|appte|appt|mailde|mailt|belde|belt|zei)\b.{{0,40}}"
    r"(?i:\bniet (?:is|kan|komt|bij|haalt|redt)|\ber niet\b|\bziek\b|\bverhinderd\b)"
)
_CAPITAL = re.compile(FULL_NAME)
_THEY_ARE = re.compile(rf"^(?:nee,? |o,? |ja,? )*(?:die|hij|zij|ze) (?i:{_AWAY})", _I)
_OPENING_TURNS = 30


def find_absent(transcript: Transcript, said: Sequence[Sentence], people: People, opening_ends: int) -> tuple[str, ...]:
    """Names, as said. Somebody who speaks was there; names from the case itself do not count."""
    names = [name for line in _written(transcript) for name in listed(line)]
    missed: list[str] = []  # outsiders named in the turn before: "die komt niet" speaks of them
    last = min(opening_ends, _OPENING_TURNS) if transcript.kind == "speech" else len(transcript.turns)
    for sentence in said:
        if sentence.turn > last:
            break
        if not sentence.asks and not sentence.joke and not _OF_THE_CASE.search(sentence.text):
            names += _missing(sentence.text)
            names += missed if _THEY_ARE.search(sentence.text) else []
        missed = [name for name in _CAPITAL.findall(sentence.text) if looks_like_name(name) and not people.known(name)]
    speakers = set(transcript.speakers())
    labels = (people.label(name) or name for name in names)
    return tuple(dict.fromkeys(label for label in labels if label not in speakers))


def _missing(text: str) -> list[str]:
    matches = [
        match["names"] for pattern in (_IS_AWAY, _WE_MISS, _TOLD_US, _ALL_BUT) for match in pattern.finditer(text)
    ]
    return [name for names in matches for name in listed(names) if looks_like_name(name.split()[0])]


def _written(transcript: Transcript) -> list[str]:
    lines = transcript.header.split("\n")
    if transcript.kind == "notes":
        lines += [turn.text for turn in transcript.turns]
    return [rest for item, rest in map(split_note, lines) if item == "absent"]
