"""The auditor reads everything as it was, changes nothing, and the visit is logged."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import structlog

from portal.accounts import Account
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.queries import ShowCase
from schemas.views import HistoryView
from tests.portal.kit import PASSWORD, Portal
from tests.support.life import HEAD, Life
from tests.support.system import Officer, officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(portal: Portal) -> AsyncIterator[Officer]:
    async with officer_of(portal.endpoint, "kampar") as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def life(kampar: Officer) -> Life:
    life = Life(kampar)
    await life.begin()
    await life.tell(
        say.OpenIdentity, HEAD, purpose="menghubungi_pelapor", text="Menelepon pelapor."
    )
    last = await life.tell(
        settle.Dispose, HEAD, to=settle.To(kind="opd", code="dinkes"), summary="Izin apotek."
    )
    await kampar.see(ShowCase(number=life.number, min_position=last.position), HistoryView)
    return life


async def test_the_register_of_today_lists_what_there_is(portal: Portal, life: Life) -> None:
    async with portal.signed_in("kampar", "auditor") as browser:
        page = await browser.open("/kampar/periksa")
    assert page.status_code == 200
    assert life.number in page.text


async def test_the_register_of_a_day_before_knows_nothing_of_it(portal: Portal, life: Life) -> None:
    async with portal.signed_in("kampar", "auditor") as browser:
        page = await browser.open("/kampar/periksa?per=2020-01-31")
    assert page.status_code == 200
    assert life.number not in page.text
    assert "belum ada pengaduan yang tercatat" in page.text


@pytest.mark.parametrize("day", ["kemarin", "2199-01-01"])
async def test_a_day_that_is_none_or_to_come_is_told(portal: Portal, day: str) -> None:
    async with portal.signed_in("kampar", "auditor") as browser:
        page = await browser.open(f"/kampar/periksa?per={day}")
    assert page.status_code == 422
    assert "Tanggal tidak dapat dibaca" in page.text


async def test_a_case_is_walked_through_step_by_step(
    portal: Portal, kampar: Officer, life: Life
) -> None:
    history = await kampar.see(ShowCase(number=life.number), HistoryView)
    first, last = history.events[0], history.events[-1]
    async with portal.signed_in("kampar", "auditor") as browser:
        begin = (await browser.open(f"/kampar/periksa/{life.number}")).text
        end = (await browser.open(f"/kampar/periksa/{life.number}?langkah={last.version}")).text
    assert f'id="p{first.version}-{first.index + 1}"' in begin
    assert f'id="p{last.version}-{last.index + 1}"' not in begin
    assert f'id="p{last.version}-{last.index + 1}"' in end


async def test_the_chain_and_who_opened_an_identity_stand_beside_it(
    portal: Portal, life: Life
) -> None:
    async with portal.signed_in("kampar", "auditor") as browser:
        page = (await browser.open(f"/kampar/periksa/{life.number}")).text
    assert "Rantai riwayat utuh" in page
    assert f"akun {HEAD.id}" in page


async def test_users_and_roles_stand_as_they_were_on_a_day(portal: Portal) -> None:
    accounts = portal.desks["kampar"].accounts
    for day, roles in ((1, ("petugas",)), (5, ("kepala",))):
        at = dt.datetime(2021, 3, day, 12, tzinfo=dt.UTC)
        await accounts.put(Account("dahulu", "Dahulu", roles), PASSWORD, by="test", at=at)
    async with portal.signed_in("kampar", "auditor") as browser:
        before = (await browser.open("/kampar/pengguna?per=2021-03-02")).text
        after = (await browser.open("/kampar/pengguna?per=2021-03-05")).text
        none = (await browser.open("/kampar/pengguna?per=2021-02-28")).text
    assert "dahulu" in before
    assert "Kepala" not in before
    assert "Kepala" in after
    assert "dahulu" not in none


async def test_the_visit_is_logged_without_a_word_of_the_complaint(
    portal: Portal, life: Life
) -> None:
    async with portal.signed_in("kampar", "auditor") as browser:
        with structlog.testing.capture_logs() as logs:
            await browser.open(f"/kampar/periksa/{life.number}")
    visits = [line for line in logs if line["event"] == "portal_audit_visit"]
    assert visits == [
        {
            "event": "portal_audit_visit",
            "log_level": "info",
            "office": "kampar",
            "account": "auditor",
            "page": "periksa_kasus",
        }
    ]
