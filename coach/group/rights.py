"""Who may see and do what, in one table, refused by default. Pure: who somebody is comes from coach.group.door.

Every route and page names exactly one `Act`; tests/api/test_matrix.py finds them from the application itself and tries
each one as every kind of visitor.
"""

from enum import StrEnum


class Standing(StrEnum):
    """What somebody is, at a place. One visitor may be several: a coordinator is a member too."""

    NOBODY = "nobody"  # everybody has at least this one
    TOOLS_OPEN = "tools_open"  # nobody in particular, on a machine where the setting opens the tools
    ONLY_HERE = "only_here"  # nobody in particular, on a machine that nobody else can reach
    PERSON = "person"  # signed in
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    FORMER_MEMBER = "former_member"
    OWNER = "owner"  # of a meeting without a group
    GUEST = "guest"  # of this meeting
    PEER = "peer"  # has a seat in this meeting, whichever
    CASE_PRESENTER = "case_presenter"
    MINUTES_TAKER = "minutes_taker"
    FACILITATOR = "facilitator"
    PEERS_OPEN = "peers_open"  # has a seat in a meeting whose group opened pages for everybody


class Act(StrEnum):
    """What can be done. The name before the underscore says at which place: machine, group or meeting."""

    PUBLIC = "public"
    USE_TOOLS = "use_tools"
    START_LOOSE_MEETING = "start_loose_meeting"
    MY_OWN = "my_own"
    MAKE_GROUP = "make_group"
    ADMINISTER = "administer"
    MEASURE = "measure"

    GROUP_SEE = "group_see"
    GROUP_OWN_PART = "group_own_part"
    GROUP_COORDINATE = "group_coordinate"
    GROUP_START_MEETING = "group_start_meeting"
    GROUP_ERASE = "group_erase"

    MEETING_SEE = "meeting_see"
    MEETING_LEAD = "meeting_lead"
    MEETING_NOTE = "meeting_note"
    MEETING_OWN_PART = "meeting_own_part"
    MEETING_ERASE = "meeting_erase"


_S = Standing
_LEADS = frozenset({_S.OWNER, _S.FACILITATOR})

MAY: dict[Act, frozenset[Standing]] = {
    Act.PUBLIC: frozenset({_S.NOBODY}),
    # The judge, the vraagbaak, practice and a draft from one's own file: nothing of anybody else is in them.
    Act.USE_TOOLS: frozenset({_S.TOOLS_OPEN, _S.PERSON}),
    Act.START_LOOSE_MEETING: frozenset({_S.TOOLS_OPEN, _S.PERSON}),
    Act.MY_OWN: frozenset({_S.PERSON}),
    Act.MAKE_GROUP: frozenset({_S.PERSON}),
    # Runs the machine, and reads no group's content: no act of a group or meeting names the administrator.
    Act.ADMINISTER: frozenset({_S.ADMINISTRATOR}),
    # Counters of requests. Not of ADMINISTER, because a Prometheus on the same machine has no account.
    Act.MEASURE: frozenset({_S.ONLY_HERE, _S.ADMINISTRATOR}),
    # Members, names, contract, dates, rota, look-backs, who opened what, receipts.
    Act.GROUP_SEE: frozenset({_S.MEMBER}),
    # Agree to the contract, tell of a relation, leave: each for oneself alone.
    Act.GROUP_OWN_PART: frozenset({_S.MEMBER}),
    # Invite, remove, plan, propose a contract, hand over.
    Act.GROUP_COORDINATE: frozenset({_S.COORDINATOR}),
    Act.GROUP_START_MEETING: frozenset({_S.MEMBER}),
    Act.GROUP_ERASE: frozenset({_S.COORDINATOR}),
    # Attention stays in the room (DESIGN idea 10): by default only who leads or takes minutes has a page.
    Act.MEETING_SEE: frozenset({_S.OWNER, _S.FACILITATOR, _S.MINUTES_TAKER, _S.PEERS_OPEN}),
    Act.MEETING_LEAD: _LEADS,
    Act.MEETING_NOTE: _LEADS | {_S.MINUTES_TAKER},
    # Say yes or no to captions, recording or a model.
    Act.MEETING_OWN_PART: frozenset({_S.OWNER, _S.PEER, _S.MEMBER, _S.GUEST}),
    Act.MEETING_ERASE: _LEADS | {_S.COORDINATOR},
}


def may(act: Act, standings: frozenset[Standing]) -> bool:
    """Whether somebody who is all of these may do this. An act that the table does not name is refused."""
    return bool(MAY.get(act, frozenset()) & standings)
