"""Who does what: the rota of a group."""

from fastapi import APIRouter

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.routes.group_date_bodies import RotaBody, RotaView, SwapBody, rota_view
from api.routes.groups import GroupId

router = APIRouter(prefix="/api/v1/groups", tags=["rooster"], responses={**PROBLEMS, **NOT_READY})


@router.get("/{group_id}/rota", summary="Het rooster: wat vaststaat, en wat volgt, met waarom")
def rota(container: ContainerDep, here: GroupDep, group_id: GroupId) -> RotaView:
    return rota_view(container.rota.look(here.our_group.id))


@router.put("/{group_id}/rota", summary="Zelf kiezen, en de rest laten volgen", responses=CONFLICT)
def change(container: ContainerDep, here: CoordinatorDep, group_id: GroupId, body: RotaBody) -> RotaView:
    """Without `by_hand` the proposals are taken over as they are."""
    by_hand = {one.date_id: {str(role): who for role, who in one.roles.items()} for one in body.by_hand}
    return rota_view(container.rota.change(here.our_group.id, by_hand, fill=body.fill, timekeeper=body.timekeeper))


@router.post("/{group_id}/rota/swap", summary="Twee beurten ruilen", responses=CONFLICT)
def swap(container: ContainerDep, here: CoordinatorDep, group_id: GroupId, body: SwapBody) -> RotaView:
    """Who so comes to a day where they had another role, leaves that to whom they replace."""
    one, other = body.one, body.other
    return rota_view(container.rota.swap(here.our_group.id, (one.date_id, one.role), (other.date_id, other.role)))
