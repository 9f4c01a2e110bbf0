"""What the browser tests share: the type of `open_page`, and what axe calls serious."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OpenPage = Callable[..., Page]


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical: rule and element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found if rule["impact"] in {"serious", "critical"}
    ]
