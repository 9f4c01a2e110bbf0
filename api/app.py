"""Makes the web application: middleware, errors, JSON routes, pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from api import errors, schema
from api.middleware import BodyLimit, SafeHeaders, Watch
from api.origin import OriginCheck
from api.pace import Pace
from api.pages import (
    account,
    administer,
    agenda,
    ask,
    group_date,
    group_start,
    guests,
    guide,
    home,
    invitations,
    meet,
    practise,
    sign_in,
)
from api.pages import contract as contract_pages
from api.pages import erasing as erasing_pages
from api.pages import fit as fit_pages
from api.pages import group_dates as group_dates_pages
from api.pages import group_look_backs as group_look_backs_pages
from api.pages import group_meetings as group_meetings_pages
from api.pages import group_members as group_members_pages
from api.pages import group_rota as group_rota_pages
from api.pages import groups as groups_pages
from api.pages import minutes as minutes_pages
from api.pages import seats as seats_pages
from api.routes import (
    contract,
    deepening,
    erasing,
    fit,
    group_calendar,
    group_dates,
    group_look_backs,
    group_meetings,
    group_members,
    group_rota,
    group_set_up,
    groups,
    guidance,
    meetings,
    methods,
    minutes,
    ops,
    people,
    practice,
    questions,
    seats,
)
from coach.container import Container, build

ABOUT = "De coach voor intervisie als HTTP-dienst. Niets verlaat deze machine tenzij een taalmodel is ingesteld."
JSON_ROUTES = (
    groups,
    group_members,
    group_set_up,
    group_dates,
    group_rota,
    group_calendar,
    group_look_backs,
    group_meetings,
    fit,
    contract,
    questions,
    deepening,
    methods,
    meetings,
    seats,
    minutes,
    guidance,
    practice,
    people,
    erasing,
)
PAGES = (
    home,
    sign_in,
    account,
    administer,
    practise,
    meet,
    minutes_pages,
    ask,
    guide,
    groups_pages,
    group_members_pages,
    group_start,
    group_dates_pages,
    group_rota_pages,
    group_look_backs_pages,
    agenda,
    # After those whose address also begins with /data/.
    group_date,
    contract_pages,
    invitations,
    group_meetings_pages,
    fit_pages,
    seats_pages,
    guests,
    erasing_pages,
)


def create_app(container: Container | None = None) -> FastAPI:
    """The application around one container; the container is closed when the application stops."""
    container = container or build()
    registry = CollectorRegistry()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        container.close()

    settings = container.settings
    app = FastAPI(
        title="Doorvraag",
        version="0.1.0",
        description=ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        middleware=[
            Middleware(Watch, registry=registry),
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts, www_redirect=False),
            Middleware(OriginCheck),
            Middleware(BodyLimit, limit=settings.max_body_bytes, upload_limit=settings.max_file_bytes),
        ],
    )
    # What is uploaded stays in memory, however large: otherwise Starlette writes it to a temporary file from 1 MB on.
    MultiPartParser.spool_max_size = settings.max_file_bytes + 1
    app.state.container, app.state.registry = container, registry
    app.state.pace = Pace() if settings.paced else None
    errors.install(app)
    for room in JSON_ROUTES:
        app.include_router(room.router)
    app.include_router(ops.router)
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    app.openapi = lambda: schema.describe(app)  # type: ignore[method-assign]
    app.mount("/static/swagger", StaticFiles(packages=[("fastapi_swagger", "resources")]), name="swagger")
    app.mount("/static", StaticFiles(directory=str(resources.files("api") / "static")), name="static")
    return app
