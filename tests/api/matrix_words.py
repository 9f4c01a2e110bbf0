"""The twelve who knock on every door, and the words that tell who may read what.

What people said holds a word that is no word of ours, another one for each circle of readers: finding it in an answer
to somebody outside that circle means that something leaked.
"""

from collections.abc import Mapping
from typing import Literal

Setting = Literal["open", "closed", "pages"]
STANDINGS = (
    "nobody", "guest_of_another", "guest", "member_of_another", "former_member", "member", "peer", "presenter",
    "minutes_taker", "facilitator", "coordinator", "administrator",
)  # fmt: skip
MEMBERS = ("member", "peer", "presenter", "minutes_taker", "facilitator", "coordinator")

# One for each circle of readers.
NAME = "tapuitenkring"  # what our group is called: also who was in it, and who holds a link of it, reads that
GROUP = "kwartelvlinder"  # what our group wrote down
PEOPLE = "zwaluwstaart"  # what its members are called there: guests of its meeting see that too
ROOM = "bosuilstilte"  # what was said in our meeting
MINE = "dwergmeeuw"  # a meeting of the member alone
ACCOUNT = "roodkeelpieper"  # how people sign in, and their address: of each person alone
OTHER_NAME = "wulpenronde"
OTHER_GROUP = "zeggekorfslak"
OTHER_PEOPLE = "rouwmantel"
OTHER_ROOM = "fitistwijg"
OURS, THEIRS = (NAME, GROUP, PEOPLE), (OTHER_NAME, OTHER_GROUP, OTHER_PEOPLE)
ALL = (*OURS, *THEIRS, ROOM, MINE, OTHER_ROOM)
READS: Mapping[str, frozenset[str]] = {
    "nobody": frozenset(),
    "guest_of_another": frozenset({OTHER_NAME, OTHER_PEOPLE}),
    "guest": frozenset({NAME, PEOPLE}),
    "member_of_another": frozenset({*THEIRS, OTHER_ROOM}),
    "former_member": frozenset({NAME}),
    "member": frozenset({*OURS, MINE}),
    "peer": frozenset(OURS),
    "presenter": frozenset(OURS),
    "minutes_taker": frozenset({*OURS, ROOM}),
    "facilitator": frozenset({*OURS, ROOM}),
    "coordinator": frozenset(OURS),
    "administrator": frozenset(),
}


def login_of(name: str) -> str:
    """Ends in a dot, so that no login begins with another."""
    return f"{ACCOUNT}.{name}."
