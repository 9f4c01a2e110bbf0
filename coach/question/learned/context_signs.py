"""What each decision about context weighs: the facts that matter to it, and the few that only count together."""

from coach.question.learned.asked import FIRSTS

Facts = dict[str, float]

_STORY = ("refused:any", "step:refused", "idea:refused", "step:new", "silent", "plan:any", "held:new", "step:denied")
_PUT = (
    "would", "if", "have", "still", "ahead", "first=wat", "first=hoe", "first=when", "first=who", "first=have",
    "first=is",
)  # fmt: skip


def signs_of(direction: str, facts: Facts) -> Facts:
    """The signs of one decision by name, from the facts of `context_facts`."""
    return {"step": _step, "word": _word, "plain": _plain}[direction](facts)


def _step(f: Facts) -> Facts:
    """Is the step the presenter's own? A push takes away what an own plan weighs."""
    free = 1 - f["push"]
    return {
        "neutral without": f["chance=neutral"],
        "verdict without": f["chance=judgement"],
        "planned": f["step:any"] * free,
        "share planned": f["step:plan"] * free,
        "same kind planned": f["step:near"] * free,
        "named last": f["step:last"] * free,
        "own sentence": f["step:self"] * free,
        "plan in last turn": f["plan:last"] * float(f["step:said"] > 0 or f["step:near"] > 0) * free,
        "hindrance to it": f["hinder"] * max(f["step:any"], f["step:near"], f["step:last"]),
        "some plan": f["plan:any"] * free,
        "some plan, other words": f["plan:any"] * f["step:new"] * free,
        "no plan, new": (1 - f["plan:any"]) * f["step:new"],
        "points at plan": f["points:plan"],
        "turned down": f["step:refused"],
        "last turn turns down": f["refused"],
        "something turned down": f["refused:any"],
        "of somebody else": f["step:others"],
        "of the group": f["idea"],
        "of the group, turned down": f["idea:refused"],
        "of the group only": f["idea"] * (1 - f["step:self"]),
        "points at what was turned down": f["points:refused"],
        "pushes": f["push"],
        "not": f["not"],
        "perfect": f["perfect"],
        "new": f["step:new"],
    }


def _word(f: Facts) -> Facts:
    """Is the feeling or the heavy word the presenter's own? A nudge fills it in all the same."""
    free = 1 - max(f["push"], f["tag"])
    plain = 1 - f["heavy"]
    return {
        "neutral without": f["chance=neutral"],
        "verdict without": f["chance=judgement"],
        "advice without": f["chance=advice"],
        "own word": f["heavy:own"] * free,
        "own word last": f["heavy:last"] * free,
        "own word in a nudge": f["heavy:own"] * (1 - free),
        "own word checked": f["heavy:own"] * f["check"],
        "new word checked": f["heavy:new"] * f["check"],
        "denied": f["heavy:denied"],
        "of somebody else": f["heavy:theirs"],
        "new": f["heavy:new"],
        "another feeling": f["heavy:other"],
        "asked before": f["heavy:asked"],
        "asked before, no": f["heavy:no"],
        "asked before, yes": f["heavy:yes"],
        "about oneself, new": f["self:new"],
        "nothing heavy": plain,
        "nothing heavy, said": f["step:said"] * plain * free,
        "nothing heavy, checked": f["check"] * f["step:said"] * plain,
        "nothing heavy, echo": f["word:last"] * plain * free,
        "echo of last turn": f["word:last"] * free,
        "given is own": (f["held"] - f["held:theirs"]) * plain * free,
        "nudges": 1 - free,
        "not": f["not"],
    }


def _plain(f: Facts) -> Facts:
    """Does the story make advice, or a filled-in answer, of a question that looks plain?"""
    signs = _asked_whether(f) | _asked_ahead(f) | _taken_as_given(f)
    signs |= {first: f.get(first, 0.0) for first in FIRSTS}
    signs |= {f"{one} & {other}": f[one] * f.get(other, 0.0) for one in _STORY for other in _PUT}
    return signs


def _asked_whether(f: Facts) -> Facts:
    """ "Heb je met de huisarts gesproken?"."""
    contacted = f["perfect"] * f["contact"] * (1 - f["time"])
    return {
        "advice without": f["chance=advice"] ** 0.5,
        "suggestive without": f["chance=suggestive"] ** 0.5,
        "open": f["open"],
        "done?": f["perfect"],
        "in time": f["perfect"] * f["time"],
        "contacted?": contacted,
        "contacted, new": contacted * f["whom:new"],
        "contacted, nothing said": contacted * (1 - f["step:said"]),
        "contacted, done": contacted * f["done"],
        "contacted, planned": contacted * max(f["step:any"], f["step:near"]) * (1 - f["silent"]),
        "contacted, silent": contacted * f["silent"],
        "silent": f["silent"],
    }


def _asked_ahead(f: Facts) -> Facts:
    """ "Wanneer ga je naar hem toe?", "Wat zou je tegen haar zeggen als …", "Hoe lang wacht je nog?"."""
    down = max(f["refused"], f["step:refused"])
    talk = f["would"] * f["if"] * f["contact"]
    ahead = f["ahead"] * f["contact"]
    when = f.get("first=when", 0.0)
    return {
        "ahead, new": f["ahead"] * f["step:new"],
        "ahead, turned down": f["ahead"] * down,
        "ahead, planned": f["ahead"] * max(f["step:any"], f["plan:last"]) * (1 - down),
        "contact ahead": ahead,
        "contact ahead, planned": ahead * f["step:near"],
        "contact if": talk,
        "contact if, planned": talk * f["step:near"],
        "if, planned": f["would"] * f["if"] * f["plan:any"],
        "if": f["would"] * f["if"],
        "when, planned": when * f["step:any"],
        "planned": f["step:any"],
        "own sentence": f["step:self"],
        "new": f["step:new"],
        "some plan": f["plan:any"],
        "turned down": f["step:refused"],
        "something turned down": f["refused:any"],
        "denied": f["step:denied"],
        "of the group": f["idea"],
        "of the group, turned down": f["idea:refused"],
        "points at what was turned down": f["points:refused"],
    }


def _taken_as_given(f: Facts) -> Facts:
    """ "Wat zei ze toen je haar belde?", "Wat deed die angst met je?", "Waarom heb je gewacht?"."""
    given, new = f["given"], f["step:new"]
    return {
        "when you, new": f["toen"] * new,
        "when you, silent": f["toen"] * f["silent"],
        "feeling new": f["heavy:new"] * (1 - f["choice"]),
        "feeling denied": f["heavy:denied"],
        "feeling of somebody else": f["heavy:theirs"],
        "another feeling": f["heavy:other"],
        "held new": f["held:new"],
        "held by others": f["held:theirs"],
        "held denied": f["held:denied"],
        "given": given,
        "given, new": given * new,
        "given, held new": given * f["held:new"],
        "given, of somebody else": given * f["step:theirs"],
        "given, denied": given * max(f["step:denied"], f["held:denied"], f["silent"]),
        "given, own": given * f["step:self"] * (1 - new),
        "why, have": f.get("first=why", 0.0) * f["have"],
    }
