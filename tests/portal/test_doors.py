"""Every page × every role: who gets in, and who is sent away before anything is read."""

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from portal.faults import SENTENCES
from portal.pages import ROUTES
from tests.portal.kit import PEOPLE, Portal

ROLES = {
    "siti": "petugas",
    "hendra": "ketua_tim",
    "kepala": "kepala",
    "auditor": "auditor",
    "dinkes": "opd",
    "pengelola": "admin",
}
SENT_AWAY = SENTENCES[403]
OPEN = {
    "lacak",
    "lacak_kirim",
    "lacak_tindakan",
    "lapor",
    "lapor_kirim",
    "tanda_terima",
    "tanda_terima_simpan",
    "survei",
    "survei_buka",
    "survei_kirim",
    "survei_terima_kasih",
    "kantor",
    "depan",
    "masuk",
    "masuk_kirim",
    "keluar",
    "peran",
    "survei_meja",
    "survei_meja_kirim",
    "survei_meja_selesai",
    "survei_meja_tutup",
}
"""Pages for everybody; from `keluar` on they ask by themselves who it is."""


def doors() -> Iterator[tuple[str, str, str, tuple[str, ...] | None]]:
    """Name, method, address and roles of every page."""
    for route in Litestar(route_handlers=list(ROUTES), openapi_config=None).routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                guards = [getattr(guard, "roles", None) for guard in handler.guards or ()]
                roles = next((roles for roles in guards if roles is not None), None)
                for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                    yield handler.name or "", method, route.path, roles


GUARDED = [door for door in doors() if door[3] is not None]


def test_every_page_is_open_to_all_or_says_to_whom() -> None:
    unguarded = {name for name, _, _, roles in doors() if roles is None}

    assert unguarded == OPEN


@pytest.mark.real
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", [person.name for person in PEOPLE])
async def test_a_role_opens_its_own_pages_only(portal: Portal, name: str) -> None:
    async with portal.signed_in("kampar", name) as browser:
        for page, method, path, roles in GUARDED:
            address = filled(path)
            # One answer never ends for whom it is meant.
            async with browser.client.stream(
                method,
                address,
                data={"_csrf_token": browser.token} if method == "POST" else None,
                follow_redirects=False,
            ) as answer:
                told = await answer.aread() if answer.status_code == 403 else b""
            sent_away = SENT_AWAY.encode() in told
            assert sent_away == (ROLES[name] not in (roles or ())), (page, answer.status_code)


@pytest.mark.real
@pytest.mark.asyncio(loop_scope="module")
async def test_nobody_is_sent_to_sign_in(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/masuk")
        for page, method, path, _ in GUARDED:
            data = {"_csrf_token": browser.token} if method == "POST" else None
            answer = await browser.client.request(
                method, filled(path), data=data, follow_redirects=False
            )
            assert (answer.status_code, answer.headers["location"]) == (302, "/kampar/masuk"), page


def filled(path: str) -> str:
    """An address of Kampar with something in the place of every other name."""
    parts = [
        ("kampar" if part.startswith("{office") else "KPR-2026-999999-9") if "{" in part else part
        for part in path.split("/")
    ]
    return "/".join(parts)
