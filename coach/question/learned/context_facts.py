"""What the story says about a question: whose is the step, the feeling, the heavy word (DESIGN idea 3)."""

from collections.abc import Iterable

from coach.question.axes import Axes
from coach.question.context import Told
from coach.question.learned.asked import Asked, Kin, asked_of, wording_facts
from coach.question.learned.model import Chances
from coach.question.learned.story import Heard, Story, story_of
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon


def context_facts(rules: Axes, told: Told, chances: Chances, lexicon: Lexicon, words: StoryWords) -> dict[str, float]:
    """Named facts between 0 and 1 (the chances as they are) for one question and what was told."""
    lows = tuple(word for sentence in rules.reading.sentences for word in sentence.lows)
    asked, story = asked_of(lows, lexicon, words), story_of(told, words)
    facts = {f"chance={load}": chance for load, chance in chances.of["load"].items()}
    facts["open"] = chances.of["form"]["open"]
    facts["choice"] = chances.of["form"]["choice"]
    facts |= wording_facts(lows, words) | _steps(asked, story, words) | _held(asked, story)
    return facts | _heavy(asked, story) | _contact(asked, story) | _ideas(asked, story)


def _share(kins: Kin, where: Iterable[Heard]) -> float:
    """Which part of the words is kin to something in these clauses."""
    if not kins:
        return 0.0
    pool = frozenset().union(*(clause.kin for clause in where))
    return sum(bool(kin & pool) for kin in kins) / len(kins)


def _near(kins: Kin, where: Iterable[Heard]) -> list[Heard]:
    wanted = frozenset().union(*kins)
    return [clause for clause in where if wanted & clause.kin]


def _steps(asked: Asked, story: Story, words: StoryWords) -> dict[str, float]:
    """Whose step it is, for the words that name no feeling and no verdict."""
    acts, heard = asked.acts, story.heard
    near = _near(acts, heard)
    planned = [s for s in heard if s.plan and not s.refused]
    said = _share(acts, heard)
    facts = {
        "step:any": any(s.plan and not s.refused for s in near),
        "step:near": asked.contact and any(s.kin & words.contact for s in planned),
        "step:self": any(s.own and not s.refused and not s.others for s in near),
        "step:last": any(s.last and not s.others and not s.refused for s in near),
        "step:refused": any(s.refused for s in near),
        "step:others": any(s.others for s in near),
        "step:theirs": bool(near) and not any(s.own for s in near),
        "step:denied": bool(near) and all(s.denied for s in near),
        "refused": any(s.refused for s in heard if s.last),
        "refused:any": any(s.refused for s in heard),
        "plan:last": any(s.last for s in planned),
        "plan:any": bool(planned),
        "points:plan": asked.points and any(s.last for s in planned),
    }
    shares = {"step:plan": _share(acts, planned), "step:said": said, "step:new": 1.0 - said if acts else 0.0}
    return {name: float(so) for name, so in facts.items()} | shares


def _held(asked: Asked, story: Story) -> dict[str, float]:
    """Whether what is taken as given was said, by or about the presenter, or denied."""
    held, heard = asked.held, story.heard
    if not held:
        return dict.fromkeys(("held", "held:new", "held:theirs", "held:denied"), 0.0)
    return {
        "held": 1.0,
        "held:new": 1.0 - _share(held, heard),
        "held:theirs": 1.0 - _share(held, [s for s in heard if s.own]),
        "held:denied": _share(held, [s for s in heard if s.denied]),
    }


def _ideas(asked: Asked, story: Story) -> dict[str, float]:
    """Whether somebody of the group brought it in, and what the presenter said to that."""
    acts, heavy = frozenset().union(*asked.acts), frozenset().union(*asked.heavy)
    named = [idea for idea in story.ideas if acts & idea.kin]
    felt = [idea for idea in story.ideas if heavy & idea.kin]
    facts = {
        "idea": bool(named),
        "idea:refused": any(idea.refused for idea in named),
        "points:refused": asked.points and bool(story.ideas) and story.ideas[-1].refused,
        "heavy:asked": bool(felt),
        "heavy:no": any(idea.refused for idea in felt),
        "heavy:yes": any(idea.taken for idea in felt),
    }
    return {name: float(so) for name, so in facts.items()}


def _contact(asked: Asked, story: Story) -> dict[str, float]:
    """For contact with somebody: whether that somebody is in the story, and whether the contact has been made."""
    return {
        "contact": float(asked.contact),
        "whom:new": 1.0 - _share(asked.whom, story.heard) if asked.whom else 0.0,
        "done": float(any(s.done for s in _near(asked.acts + asked.whom, story.heard))),
        "silent": float(any(s.silent for s in story.heard)),
    }


def _heavy(asked: Asked, story: Story) -> dict[str, float]:
    """Whether the feelings and verdicts in it are the presenter's own words."""
    heavy, heard = asked.heavy, story.heard
    near = _near(heavy, heard)
    kin = frozenset().union(*heavy)
    mine = [s for s in heard if s.own and not (s.negated & kin)]
    if asked.oneself and not any(s.oneself for s in near):
        mine = []  # "boos op haar" is not "boos op mezelf"
    own = bool(_near(heavy, mine))
    denied = any(s.negated & kin for s in near)
    felt = any(name[0] == "!" for s in heard if s.own for name in s.kin)
    both = asked.acts + heavy
    return {
        "heavy": float(bool(heavy)),
        "heavy:own": _share(heavy, mine),
        "heavy:last": _share(heavy, [s for s in mine if s.last]),
        "heavy:denied": float(not own and denied),
        "heavy:theirs": float(bool(near) and not own and not denied),
        "heavy:new": 1.0 - _share(heavy, heard) if heavy else 0.0,
        "heavy:other": float(bool(heavy) and not own and felt),
        "self:new": float(asked.oneself and not any(s.oneself for s in near)),
        "word:last": _share(both, [s for s in heard if s.last]),
        "word:said": _share(both, heard),
    }
