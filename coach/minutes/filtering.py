"""Puts a draft through the contract: what is not recorded goes, names of outsiders become marks."""

from dataclasses import replace
from typing import TypeVar

from coach.minutes.contract import ITEMS, Policy
from coach.minutes.keywords import stems
from coach.minutes.model import Agreement, LearnedByPeer, Line, Minutes, NextMeeting, Roles, Unsupported, Withheld
from coach.minutes.private import MARK, NAME_MARK, Private

Item = TypeVar("Item", Line, LearnedByPeer)
_LITERAL = "Het contract wil geen letterlijke woorden, en dit programma vat niet samen: schrijf dit zelf."
_WORDED = ("learned_by_presenter", "learned_by_peers", "evaluation", "look_back")


def apply(draft: Minutes, policy: Policy, private: Private) -> Minutes:
    """The draft as the contract allows it, with what was left out counted in `withheld`."""
    empty = Minutes()
    allowed = set(policy.items)
    unsupported = list(draft.unsupported) if "agreements" in allowed else []
    if not policy.literal:
        unsupported += [Unsupported(item, _LITERAL) for item in _WORDED if item in allowed and getattr(draft, item)]
        allowed -= set(_WORDED)
    draft = replace(draft, **{item: getattr(empty, item) for item in ITEMS if item not in allowed})
    draft = replace(
        draft,
        presenting_question=_one(draft.presenting_question, policy, private),
        restated_question=_one(draft.restated_question, policy, private),
        themes=_words(draft.themes, policy, private),
        advice_keywords=_words(draft.advice_keywords, policy, private),
        look_back=_lines(draft.look_back, policy, private),
        learned_by_presenter=_lines(draft.learned_by_presenter, policy, private),
        learned_by_peers=_lines(tuple(_nameless(line, policy) for line in draft.learned_by_peers), policy, private),
        evaluation=_lines(draft.evaluation, policy, private),
        agreements=_agreements(draft.agreements, policy, private, draft.roles),
        next_meeting=draft.next_meeting if policy.member_names else _without_people(draft.next_meeting),
        unsupported=tuple(unsupported),
        contract=policy.use(),
    )
    return replace(draft, withheld=tuple(Withheld(kind, n) for kind, n in sorted(private.counts.items())))


def _forbidden(text: str, policy: Policy, private: Private) -> bool:
    if policy.never & stems(text):
        private.drop("contract")
        return True
    return False


def _one(line: Line | None, policy: Policy, private: Private) -> Line | None:
    if line is None or _forbidden(line.text, policy, private):
        return None
    return replace(line, text=private.mask(line.text))


def _lines(lines: tuple[Item, ...], policy: Policy, private: Private) -> tuple[Item, ...]:
    return tuple(
        replace(line, text=private.mask(line.text)) for line in lines if not _forbidden(line.text, policy, private)
    )


def _words(lines: tuple[Line, ...], policy: Policy, private: Private) -> tuple[Line, ...]:
    """A keyword that would be masked says nothing any more: it goes."""
    masked = _lines(lines, policy, private)
    return tuple(line for line in masked if MARK not in line.text and NAME_MARK not in line.text)


def _nameless(line: LearnedByPeer, policy: Policy) -> LearnedByPeer:
    return line if policy.learned_names else replace(line, who=None)


def _agreements(
    agreements: tuple[Agreement, ...], policy: Policy, private: Private, roles: Roles
) -> tuple[Agreement, ...]:
    kept = []
    for agreement in agreements:
        if _forbidden(agreement.what, policy, private):
            continue
        who = agreement.who if policy.member_names else role_word(agreement.who, roles)
        kept.append(replace(agreement, who=who, what=private.mask(agreement.what)))
    return tuple(kept)


def role_word(who: str, roles: Roles) -> str:
    """The Dutch word for somebody's role, instead of the name."""
    if who == "allen":
        return who
    words = {roles.facilitator: "begeleider", roles.case_presenter: "inbrenger", roles.minutes_taker: "notulist"}
    return words.get(who, "deelnemer")


def _without_people(following: NextMeeting) -> NextMeeting:
    return replace(following, facilitator=None, case_presenter=None, minutes_taker=None)
