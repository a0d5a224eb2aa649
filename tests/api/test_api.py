"""An office's own website on a whole system: lodge and follow, by the API and by GeoReport."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from xml.etree import ElementTree as ET

import httpx
import pytest
import pytest_asyncio

from runtime.api_keys import ApiKeys
from runtime.ids import new_id
from tests.portal.kit import Portal, running_portal
from tests.support.system import PATIENCE

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
REPORTER = {"name": "Siti Rahmah", "address": "Jl. Antara 5", "phone": "0812 7555 0143"}
SAID = {"text": "Loket tutup sebelum waktunya.", "identity": REPORTER, "subject": "Loket"}
GEO = "/api/georeport/v2"
NO_CODE = "0000-0000-0000-0000"


class Website:
    """A website with the key of Bengkalis."""

    def __init__(self, client: httpx.AsyncClient, key: str) -> None:
        self.client = client
        self.key = key

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    async def lodge(self, once: str, **said: object) -> httpx.Response:
        headers = {**self.headers, "Idempotency-Key": once}
        return await self.client.post(
            "/api/v1/bengkalis/complaints", json=SAID | said, headers=headers
        )

    async def follow(self, code: str) -> httpx.Response:
        body = {"tracking_code": code}
        async with asyncio.timeout(PATIENCE):
            while True:
                said = await self.client.post(
                    "/api/v1/bengkalis/tracking", json=body, headers=self.headers
                )
                # On a busy machine the view may be behind, whatever was waited.
                if said.status_code != 503 and (said.status_code != 404 or code == NO_CODE):
                    return said

    async def report(self, form: str = "json", **fields: str) -> httpx.Response:
        given = {
            "jurisdiction_id": "bengkalis",
            "api_key": self.key,
            "service_code": "pelayanan_masyarakat",
            "description": "Loket tutup sebelum waktunya.",
            "first_name": "Siti",
            "phone": "081275550143",
        }
        return await self.client.post(f"{GEO}/requests.{form}", data=given | fields)

    async def read(self, path: str, **params: str) -> httpx.Response:
        params = {"jurisdiction_id": "bengkalis", **params}
        async with asyncio.timeout(PATIENCE):
            while True:
                url = f"{GEO}/{path}"
                said = await self.client.get(url, params=params, headers=self.headers)
                if said.status_code not in {404, 503}:
                    return said


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def portal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Portal]:
    async with running_portal(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def website(portal: Portal) -> AsyncIterator[Website]:
    key = ApiKeys(portal.home.secrets).add("bengkalis", "situs", "website", dt.date(2026, 3, 2))
    async with httpx.AsyncClient(base_url=portal.url, timeout=60) as client:
        yield Website(client, key)


async def test_a_complaint_is_lodged_and_followed(website: Website) -> None:
    lodged = (await website.lodge(new_id())).json()
    followed = (await website.follow(lodged["tracking_code"])).json()
    assert (lodged["number"], "diterima") == (followed["number"], followed["status"])
    assert "Siti" not in str(followed)
    assert "Loket" not in str(followed)


async def test_the_same_idempotency_key_twice_is_one_complaint(website: Website) -> None:
    once = new_id()
    first, second = await asyncio.gather(website.lodge(once), website.lodge(once))
    assert {200, 201} == {first.status_code, second.status_code}
    assert first.json()["number"] == second.json()["number"]
    assert first.json()["tracking_code"] == second.json()["tracking_code"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (SAID, {"Idempotency-Key": "12345678"}, 401, "api_key_unknown"),
        (SAID, {"Authorization": "key"}, 400, "unreadable"),
        ({"text": ""}, {"Authorization": "key", "Idempotency-Key": "12345678"}, 400, "unreadable"),
        ({"isi": "x"}, {"Authorization": "key", "Idempotency-Key": "12345678"}, 400, "unreadable"),
    ],
)
async def test_what_cannot_be_taken_says_why_in_one_shape(
    website: Website, body: dict[str, object], headers: dict[str, str], status: int, code: str
) -> None:
    if headers.get("Authorization"):
        headers = headers | website.headers
    said = await website.client.post("/api/v1/bengkalis/complaints", json=body, headers=headers)
    assert (status, code) == (said.status_code, said.json()["code"])
    assert said.json()["sentence"]


async def test_a_field_that_cannot_be_read_is_named_and_not_quoted(website: Website) -> None:
    said = await website.lodge(new_id(), visibility="sembunyi")
    assert (said.status_code, said.json()["fields"]) == (400, ["visibility"])
    assert "sembunyi" not in said.text


async def test_a_key_opens_one_office_only(website: Website) -> None:
    headers = {**website.headers, "Idempotency-Key": new_id()}
    said = await website.client.post("/api/v1/kampar/complaints", json=SAID, headers=headers)
    assert said.status_code == 401


async def test_a_code_that_opens_nothing_is_not_found(website: Website) -> None:
    said = await website.follow(NO_CODE)
    assert (said.status_code, said.json()["code"]) == (404, "unknown_tracking_code")


async def test_a_revoked_key_lets_nobody_in(website: Website, portal: Portal) -> None:
    keys = ApiKeys(portal.home.secrets)
    other = Website(website.client, keys.add("bengkalis", "lama", "website", dt.date(2026, 3, 2)))
    assert (await other.lodge(new_id())).status_code == 201
    assert keys.revoke("bengkalis", "lama")
    assert (await other.lodge(new_id())).status_code == 401


async def test_the_document_tells_the_two_paths_and_no_page(website: Website) -> None:
    told = (await website.client.get("/api/openapi.json")).json()
    paths = {"/api/v1/{office}/complaints", "/api/v1/{office}/tracking"}
    assert paths == set(told["paths"])
    assert "http" not in str(told.get("servers", [])).replace("https", "")


async def test_the_services_are_the_offices_categories(website: Website) -> None:
    listed = (await website.read("services.json")).json()
    root = ET.fromstring((await website.read("services.xml")).content)
    codes = [one["service_code"] for one in listed]
    assert "pelayanan_masyarakat" in codes
    assert codes == [one.findtext("service_code") for one in root.iter("service")]


async def test_a_request_is_a_complaint_and_the_same_form_is_the_same(website: Website) -> None:
    first, again = await website.report(), await website.report()
    assert first.status_code == 201
    assert first.json() == again.json()


async def test_a_request_is_followed_by_an_id_that_tells_nothing(website: Website) -> None:
    (lodged,) = (await website.report(description="Antrean tidak urut.")).json()
    (shown,) = (await website.read(f"requests/{lodged['service_request_id']}.json")).json()
    assert (shown["status"], shown["service_code"]) == ("open", "pelayanan_masyarakat")
    assert shown["service_notice"] in lodged["service_notice"]
    assert "Antrean" not in str(shown)


async def test_the_same_in_xml(website: Website) -> None:
    lodged = ET.fromstring((await website.report("xml", description="Map hilang.")).content)
    ticket = lodged.findtext("request/service_request_id")
    assert ticket is not None
    read = await website.read("requests.xml", service_request_id=ticket)
    shown = ET.fromstring(read.content)
    assert (shown.tag, shown.findtext("request/status")) == ("service_requests", "open")


async def test_an_id_is_nothing_without_a_key(website: Website) -> None:
    (lodged,) = (await website.report(description="Map dicoret.")).json()
    path = f"{GEO}/requests/{lodged['service_request_id']}.json"
    said = await website.client.get(path, params={"jurisdiction_id": "bengkalis"})
    (error,) = said.json()
    assert (said.status_code, error["code"]) == (401, "401")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"jurisdiction_id": "entah"}, 404),
        ({"service_code": "entah"}, 404),
        ({"description": " "}, 400),
        ({"api_key": "salah"}, 401),
    ],
)
async def test_a_request_that_cannot_be_taken_is_an_error_in_xml(
    website: Website, fields: dict[str, str], status: int
) -> None:
    said = await website.report("xml", **fields)
    error = ET.fromstring(said.content)
    assert (status, str(status)) == (said.status_code, error.findtext("error/code"))
