"""What the story says about a question: whose is the step, the feeling, the heavy word (DESIGN idea 3)."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from coach.question.axes import Axes
from coach.question.context import Told
from coach.question.learned.model import Chances
from coach.question.learned.story import Heard, Story, story_of
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon

_PERFECT = frozenset({"heb", "hebt", "heeft", "hebben", "ben", "bent", "is", "hadden", "had"})
_AHEAD = frozenset({"ga", "gaat", "wil", "wilt", "zou", "zouden", "kun", "kunt", "moet", "mag", "mogen"})
_BEFORE = frozenset({"en", "nou", "eh", "ehm", "tja", "ja", "dus", "zeg", "maar", "dan"})
_ADDRESSED = frozenset({"je", "u", "jij", "hij", "ze", "jullie", "zij"})
_SHUT = _PERFECT | _AHEAD | frozenset({"was", "vind", "vindt", "vond", "kan", "denk", "denkt"})
_STEER = frozenset({"niet", "geen"})


class Words(NamedTuple):
    """The content words of a question, with their kin."""

    heavy: tuple[frozenset[str], ...]
    acts: tuple[frozenset[str], ...]
    whom: tuple[frozenset[str], ...]  # people and things that the step goes to
    contact: bool


def context_facts(rules: Axes, told: Told, chances: Chances, lexicon: Lexicon, words: StoryWords) -> dict[str, float]:
    """Named facts between 0 and 1 (the chances as they are) for one question and what was told."""
    lows = tuple(word for sentence in rules.reading.sentences for word in sentence.lows)
    asked = _words(words.joined(lows), lexicon, words)
    story = story_of(told, words)
    facts = {f"chance={load}": chance for load, chance in chances.of["load"].items()}
    facts |= {f"form={form}": chance for form, chance in chances.of["form"].items()}
    facts |= _wording(lows, words) | _steps(asked, story, words)
    return facts | _heavy(asked, story) | _whom(asked, story)


def _words(lows: tuple[str, ...], lexicon: Lexicon, words: StoryWords) -> Words:
    k = lexicon.words
    loaded = k["feeling"] | k["evaluative"]
    content = [low for low in lows if low not in words.small]
    heavy = [low for low in content if low in loaded or words.heavy(low)]
    rest = [low for low in content if low not in heavy]
    acts = [low for low in rest if low not in words.people]
    acts = [low for low in acts if low not in words.light] or acts
    contacts = {low for low in rest if words.kin(low) & words.contact or low in words.consult}
    whom = [low for low in rest if low not in contacts and low not in words.light]
    heavies, steps, others = (tuple(words.kin(low) for low in row) for row in (heavy, acts or rest, whom))
    return Words(heavies, steps, others, bool(contacts))


def _wording(lows: tuple[str, ...], words: StoryWords) -> dict[str, float]:
    said, first = set(lows), next((low for low in lows if low not in _BEFORE), "")
    pairs = set(pairwise(lows))
    steers = bool(_STEER & said)
    return {
        "push": float((steers and first in _SHUT) or (bool(words.push & said) and (steers or first == "waarom"))),
        "not": float(steers),
        "time": float(bool(said & words.time)),
        "tag": float(bool(said & words.tag)),
        "why": float(first == "waarom"),
        "perfect": float(first in _PERFECT),
        "ahead": float(any(a in _AHEAD and b in _ADDRESSED for a, b in pairs)),
        "toen": float(any(a in ("toen", "nadat") and b in _ADDRESSED for a, b in pairs)),
        "hinder": float(bool(said & {"tegen", "weerhoudt", "weerhield", "nodig"})),
    }


def _share(kins: tuple[frozenset[str], ...], where: Iterable[Heard]) -> float:
    """Which part of the words is kin to something in these sentences."""
    if not kins:
        return 0.0
    pool = frozenset().union(*(sentence.kin for sentence in where))
    return sum(bool(kin & pool) for kin in kins) / len(kins)


def _steps(asked: Words, story: Story, words: StoryWords) -> dict[str, float]:
    """Whose step it is, for the words that name no feeling and no verdict."""
    acts, heard = asked.acts, story.heard
    near = [s for s in heard if any(kin & s.kin for kin in acts)]
    planned = [s for s in heard if s.plan and not s.refused]
    contacts = [s for s in planned if s.kin & words.contact]
    return {
        "step:plan": _share(acts, planned),
        "step:any": float(any(s in planned for s in near)),
        "step:near": float(asked.contact and bool(contacts)),
        "step:self": float(any(s.own and not s.refused for s in near)),
        "step:said": _share(acts, heard),
        "step:last": float(any(s.last and not s.others and not s.refused for s in near)),
        "step:refused": float(any(s.refused for s in near)),
        "refused": float(any(s.refused for s in heard if s.last)),
        "step:others": float(any(s.others for s in near)),
        "step:group": float(any(kin & story.group for kin in acts)),
        "step:new": 1.0 - _share(acts, heard) if acts else 0.0,
        "plan:last": float(any(s in planned for s in heard if s.last)),
    }


def _whom(asked: Words, story: Story) -> dict[str, float]:
    """For contact with somebody: whether that somebody is in the story, and whether the contact has been made."""
    heard = story.heard
    done = [s for s in heard if s.done and any(kin & s.kin for kin in asked.acts + asked.whom)]
    silent = [s for s in heard if s.silent]
    return {
        "contact": float(asked.contact),
        "whom:new": 1.0 - _share(asked.whom, heard) if asked.whom else 0.0,
        "whom": float(bool(asked.whom)),
        "done": float(bool(done)),
        "silent": float(bool(silent)),
    }


def _heavy(asked: Words, story: Story) -> dict[str, float]:
    """Whether the feelings and verdicts in it are the presenter's own words."""
    heavy, heard = asked.heavy, story.heard
    near = [s for s in heard if any(kin & s.kin for kin in heavy)]
    return {
        "heavy": float(bool(heavy)),
        "heavy:own": _share(heavy, [s for s in heard if not s.denied or s.own]),
        "heavy:last": _share(heavy, [s for s in heard if s.last and (not s.denied or s.own)]),
        "heavy:denied": float(bool(near) and all(s.denied and not s.own for s in near)),
        "heavy:new": 1.0 - _share(heavy, heard) if heavy else 0.0,
        "word:last": _share(asked.acts + heavy, [s for s in heard if s.last]),
    }


def signs_of(direction: str, facts: dict[str, float]) -> dict[str, float]:
    """What one decision weighs: the facts that matter to it, and the few that only count together."""
    return {"step": _step_signs, "word": _word_signs, "plain": _plain_signs}[direction](facts)


def _step_signs(f: dict[str, float]) -> dict[str, float]:
    free = 1 - f["push"]
    return {
        "neutral without": f["chance=neutral"],
        "planned": f["step:any"] * free,
        "share planned": f["step:plan"] * free,
        "same kind planned": f["step:near"] * free,
        "named last": f["step:last"] * free,
        "own sentence": f["step:self"] * free,
        "plan in last turn": f["plan:last"] * float(f["step:said"] > 0 or f["step:near"] > 0) * free,
        "hindrance to it": f["hinder"] * max(f["step:any"], f["step:near"], f["step:last"]),
        "turned down": f["step:refused"],
        "last turn turns down": f["refused"],
        "of somebody else": f["step:others"],
        "of the group": f["step:group"],
        "pushes": f["push"],
        "not": f["not"],
        "perfect": f["perfect"],
        "new": f["step:new"],
    }


def _word_signs(f: dict[str, float]) -> dict[str, float]:
    free = 1 - max(f["push"], f["tag"])
    return {
        "neutral without": f["chance=neutral"],
        "verdict without": f["chance=judgement"],
        "own word": f["heavy:own"] * free,
        "own word last": f["heavy:last"] * free,
        "own word in a nudge": f["heavy:own"] * (1 - free),
        "denied": f["heavy:denied"],
        "new": f["heavy:new"],
        "echo of last turn": f["word:last"] * free,
        "echo, nothing heavy": f["word:last"] * (1 - f["heavy"]) * free,
        "said": f["step:said"] * free,
        "planned": f["step:plan"] * free,
        "nudges": 1 - free,
        "not": f["not"],
        "perfect": f["perfect"],
    }


def _plain_signs(f: dict[str, float]) -> dict[str, float]:
    contacted = f["perfect"] * f["contact"] * (1 - f["time"])
    turned_down = max(f["refused"], f["step:refused"])
    return {
        "advice without": f["chance=advice"] ** 0.5,
        "suggestive without": f["chance=suggestive"] ** 0.5,
        "done?": f["perfect"],
        "contacted?": contacted,
        "contacted, new": contacted * f["whom:new"],
        "contacted, nothing said": contacted * (1 - f["step:said"]),
        "contacted, done": contacted * f["done"],
        "contacted, planned": contacted * max(f["step:any"], f["step:near"]) * (1 - f["silent"]),
        "contacted, silent": contacted * f["silent"],
        "in time": f["perfect"] * f["time"],
        "ahead, new": f["ahead"] * f["step:new"],
        "ahead, turned down": f["ahead"] * turned_down,
        "ahead, planned": f["ahead"] * max(f["step:any"], f["plan:last"]) * (1 - turned_down),
        "when you, new": f["toen"] * f["step:new"],
        "when you, silent": f["toen"] * f["silent"],
        "planned": f["step:any"],
        "new": f["step:new"],
        "feeling new": f["heavy:new"] * (1 - f["form=choice"]),
        "feeling denied": f["heavy:denied"],
    }
