"""A fair rota: who does what on the dates to come. Pure, and the same for the same input.

Whose turn for a role was longest ago comes first; among equals who did it least often, then who had no role at all for
longest, then who came into the group first. Somebody new counts as having had a turn half a round ago: not at once, and
not last. What people chose by hand stands, and the rest is fitted around it, also when it lies ahead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

FACILITATOR, CASE_PRESENTER, MINUTES_TAKER, TIMEKEEPER = "facilitator", "case_presenter", "minutes_taker", "timekeeper"
# Who is first here is filled first, when there are fewer people than roles.
ROLES = (FACILITATOR, CASE_PRESENTER, MINUTES_TAKER)
ALL_ROLES = (*ROLES, TIMEKEEPER)
# Below this there is nobody to come together with.
FEWEST = 2

Because = Literal["stands", "by_hand", "nobody", "steady", "never", "longest_ago", "too_few"]


@dataclass(frozen=True, slots=True)
class Able:
    """A member. `since`: how many of the turns lie before they joined."""

    id: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """A date. `roles`: who did what, or who stands for it; `nobody`: roles that stay empty by choice; `absent`: who
    is not there."""

    id: str
    roles: Mapping[str, str]
    by_hand: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody whose turn it was sooner, but who is absent or has another role that day."""

    member_id: str
    because: Literal["absent", "busy"]


@dataclass(frozen=True, slots=True)
class Pick:
    """Who does a role, and why. `last`: the turn at which they did it before; `times`: how often up to now."""

    role: str
    member_id: str | None
    because: Because
    last: str | None = None
    times: int = 0
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one date gets."""

    turn: Turn
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which roles to divide, in order of need, and in which of them somebody stays."""

    roles: tuple[str, ...] = ROLES
    steady: frozenset[str] = frozenset()


def rota(members: Sequence[Able], past: Sequence[Turn], coming: Sequence[Turn], wishes: Wishes) -> list[Proposal]:
    """Who does what on each of the turns to come, in their order. `past` is what was done, oldest first."""
    book = _Book(members, past, coming)
    return [Proposal(turn, _fill(book, turn, len(past) + n, wishes)) for n, turn in enumerate(coming)]


class _Book:
    """Who did what when: the past, what stands ahead, and what was given out on the way."""

    def __init__(self, members: Sequence[Able], past: Sequence[Turn], coming: Sequence[Turn]) -> None:
        self.members, self.turns = members, [*past, *coming]
        self._order = {member.id: n for n, member in enumerate(members)}
        self._done: dict[tuple[str, str], list[int]] = {}
        for number, turn in enumerate(self.turns):
            for role, who in turn.roles.items():
                self.note(who, role, number)

    def note(self, who: str, role: str, number: int) -> None:
        for key in ((who, role), (who, "")):
            self._done[key] = sorted({*self._done.get(key, ()), number})

    def before(self, who: str, role: str, number: int) -> list[int]:
        """The turns before this one at which they did this role ("": any)."""
        return [one for one in self._done.get((who, role), ()) if one < number]

    def rank(self, member: Able, role: str, number: int) -> tuple[int, int, int, int, int]:
        """Low comes first."""
        return (
            -self._waited(member, role, number), len(self._done.get((member.id, role), ())),
            -self._waited(member, "", number), len(self._done.get((member.id, ""), ())), self._order[member.id],
        )  # fmt: skip

    def _waited(self, member: Able, role: str, number: int) -> int:
        """Turns since they did it, or until they will by what stands, whichever is nearer."""
        done = self._done.get((member.id, role), ())
        last = max((one for one in done if one < number), default=None)
        half_a_round = len(self.members) // 2
        waited = number - last if last is not None else min(number, number - member.since + half_a_round) + 1
        return min([waited, *(one - number for one in done if one > number)])


def _fill(book: _Book, turn: Turn, number: int, wishes: Wishes) -> tuple[Pick, ...]:
    there = [member for member in book.members if member.id not in turn.absent]
    taken = {who for role, who in turn.roles.items() if role in wishes.roles}
    picks = []
    for role in wishes.roles:
        pick = _stands(book, turn, role, number)
        if pick is None:
            pick = _choose(book, turn, there, taken, role, number, steady=role in wishes.steady)
            if pick.member_id is not None:
                taken.add(pick.member_id)
                book.note(pick.member_id, role, number)
        picks.append(pick)
    return tuple(picks)


def _stands(book: _Book, turn: Turn, role: str, number: int) -> Pick | None:
    if role in turn.nobody:
        return Pick(role, None, "nobody")
    who = turn.roles.get(role)
    return _told(book, who, role, number, "by_hand" if role in turn.by_hand else "stands") if who else None


def _choose(
    book: _Book, turn: Turn, there: Sequence[Able], taken: Iterable[str], role: str, number: int, *, steady: bool
) -> Pick:
    free = [member for member in there if member.id not in taken]
    if len(there) < FEWEST or not free:
        return Pick(role, None, "too_few")
    if steady and (same := _same(book, free, role, number)):
        return _told(book, same.id, role, number, "steady")
    ranked = sorted(book.members, key=lambda member: book.rank(member, role, number))
    best = next(member for member in ranked if member in free)
    passed = tuple(
        Passed(member.id, "absent" if member.id in turn.absent else "busy") for member in ranked[: ranked.index(best)]
    )
    pick = _told(book, best.id, role, number, "longest_ago")
    because: Because = "longest_ago" if pick.times else "never"
    return Pick(role, best.id, because, pick.last, pick.times, passed)


def _same(book: _Book, free: Sequence[Able], role: str, number: int) -> Able | None:
    """Who did the role last."""
    did = [(done[-1], member) for member in free if (done := book.before(member.id, role, number))]
    return max(did, key=lambda one: one[0])[1] if did else None


def _told(book: _Book, who: str, role: str, number: int, because: Because) -> Pick:
    done = book.before(who, role, number)
    return Pick(role, who, because, book.turns[done[-1]].id if done else None, len(done))
