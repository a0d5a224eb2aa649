"""Takes the README's pictures anew: `python -m tests.browser.pictures`; no test, and never run by one."""

import asyncio
import io
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.chromium import chromium
from tests.browser.faces import CITIZEN, Faces
from tests.browser.scene import ordinary
from tests.portal.kit import running_portal
from tests.support.system import ROOT, officer_of

FOLDER = ROOT / "docs" / "images"
HEIGHT = 860
COLOURS = 128


def kept(png: bytes, path: Path) -> None:
    """Write it with few colours: pages have few."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS)
    picture.save(path, optimize=True)


async def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        async with (
            running_portal(Path(home)) as portal,
            officer_of(portal.endpoint, "kampar") as officer,
            chromium() as browser,
        ):
            await ordinary(officer)
            await take(Faces(portal, browser))


async def take(faces: Faces) -> None:
    """The five faces."""
    for name, who, way in (
        ("warga", CITIZEN, "/kampar"),
        ("hari-ini", "siti", "/kampar/hari-ini"),
        ("kasus", "hendra", "hari-ini"),
        ("opd", "dinkes", "/kampar/disposisi"),
        ("ringkasan", "kepala", "/kampar/ringkasan"),
    ):
        size = {"width": 1120, "height": HEIGHT}
        async with faces.page("kampar", who, viewport=size) as page:
            await page.goto(way if way.startswith("/") else f"/kampar/{way}")
            if name == "kasus":
                await page.get_by_role("link", name="KPR-").nth(1).click()
            if name == "opd":
                await page.get_by_role("link", name="KPR-").first.click()
            await page.get_by_role("heading", level=1).wait_for()
            kept(await page.screenshot(), FOLDER / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
