"""What somebody did, asked openly: "Had hij dat filmpje doorgestuurd?" gives "Wat had hij met dat filmpje gedaan?"."""

from collections.abc import Sequence

from coach.question.topic_words import Group

_PERFECT = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"})
_SUBJECTS = frozenset({"je", "jij", "u", "hij", "ze", "zij", "jullie"})
_OBJECTS = frozenset({"hem", "haar", "hen"})
_PREPOSITIONS = frozenset(
    {
        "met", "aan", "bij", "in", "op", "van", "voor", "naar", "over", "door", "tegen", "uit", "onder", "om", "tot",
        "sinds", "tijdens", "na", "langs", "tussen", "vóór", "zonder", "via",
    }
)  # fmt: skip
# These say how it was or what was known, not what was done.
_NOT_DONE = frozenset(
    {
        "was", "waren", "is", "zijn", "had", "hadden", "stond", "stonden", "lag", "lagen", "zat", "zaten", "wist",
        "wisten", "kon", "konden", "moest", "moesten", "mocht", "mochten", "wilde", "wilden", "vond", "vonden",
        "klopte", "bleef", "bleven", "werd", "werden", "leek", "voelde", "dacht", "speelde", "hoorde", "zag", "duurde",
        "gebeurde", "bestond", "kende", "heette", "werkte", "woonde", "ging", "gold", "kreeg", "hield", "betekende",
        "leefde", "zou", "zouden", "hoefde", "merkte", "verliep", "kwam", "kwamen", "gingen", "liep", "sliep",
    }
)  # fmt: skip
_NOT_AN_ACT = frozenset(
    {
        "gewild", "gehad", "gekend", "gevonden", "gezien", "gehoord", "gemist", "gevoeld", "verwacht", "begrepen",
        "geweten", "gesproken", "gekregen", "gedacht", "gemerkt", "gelukt", "geslapen", "ervaren", "meegemaakt",
        "beleefd", "ontmoet", "gehouden", "gekost", "gevallen", "gebeld", "verteld", "gezegd", "gevraagd",
        "gemogen", "geduurd",
    }
)  # fmt: skip
_IRREGULAR = frozenset(
    {
        "droeg", "schreef", "las", "reed", "sprak", "sloeg", "trok", "nam", "gaf", "riep", "koos", "begon", "vertrok",
        "verbood", "besloot", "namen", "gaven", "droegen",
    }
)  # fmt: skip


def done(said: Sequence[str], groups: Sequence[Group]) -> str:
    """The open question about the act of a yes/no question, "" when it names none that is certain."""
    low = [word.lower() for word in said]
    if len(low) < 3 or {"ik", "niet", "geen", "nooit"} & set(low):
        return ""
    subject, at = _subject(low, said, groups)
    if not subject:
        return ""
    if low[0] in _PERFECT:
        return _with(low, subject, at, groups)
    return _plain(low, subject, at)


def _subject(low: list[str], said: Sequence[str], groups: Sequence[Group]) -> tuple[str, int]:
    if low[1] in _SUBJECTS and not any(group.first == 1 for group in groups):
        return said[1], 2
    group = next((g for g in groups if g.first == 1 and g.kinds & {"person", "above", "helper"}), None)
    return (group.said, group.stop) if group else ("", 0)


def _with(low: list[str], subject: str, at: int, groups: Sequence[Group]) -> str:
    """ "Wat heeft de cliënt met de brief gedaan?": the object goes behind "met"."""
    perfect = any("ge" in word or word.startswith(("be", "ver", "ont")) for word in low[at:])
    if set(low) & _NOT_AN_ACT or not perfect:
        return ""
    group = next(
        (g for g in groups if g.first >= at and g.before not in _PREPOSITIONS and "event" not in g.kinds), None
    )
    if group is not None and group.first <= at + 2:
        thing = group.said
    else:
        thing = next((word for word in low[at : at + 1] if word in _OBJECTS), "")
    then = " toen" if "toen" in low[at:] and low.index("toen") < at + 4 else ""
    return f"Wat {low[0]} {subject}{then} met {thing} gedaan?" if thing else ""


def _plain(low: list[str], subject: str, at: int) -> str:
    """ "Droeg de zoon mee?": wat deed de zoon. Of the asked one the simple past says too little."""
    past = low[0].endswith(("de", "te", "den", "ten")) or low[0] in _IRREGULAR
    if not past or low[0] in _NOT_DONE or subject in ("je", "jij", "u") or at >= len(low):
        return ""
    many = low[0].endswith("en") or subject == "jullie"
    return f"Wat {'deden' if many else 'deed'} {subject} precies?"
