"""Files are fetched from allowed hosts only, and told apart: later, or never."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from policy.doors import WhatsAppDoor
from services.intake.inbox.fetching import MediaLaterError, MediaRefusedError
from services.intake.inbox.port import Attached
from services.intake.inbox.whatsapp_media import WhatsAppMedia, check_host
from tests.inbox.graph import TOKEN, Graph, graph
from tests.inbox.inbox_kit import raw

RAW = raw(b"")
FILE = Attached(name="foto", media_type="image/jpeg", remote="media-1")
DOOR = WhatsAppDoor(
    account="utama", channel="sms_wa", app_secret="r" * 16, verify_token="v" * 16, token=TOKEN
)


@pytest_asyncio.fixture
async def meta() -> AsyncIterator[Graph]:
    async with graph() as running:
        running.files["media-1"] = b"isi berkas"
        yield running


@pytest.fixture
def media(meta: Graph, tmp_path: Path) -> WhatsAppMedia:
    doors_at(tmp_path, meta.url)
    return WhatsAppMedia(tmp_path, "bengkalis", most=1000)


def doors_at(secrets: Path, url: str) -> None:
    place = secrets / "bengkalis" / "masuk.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    place.write_text(
        f"""[[whatsapp]]
account = "utama"
channel = "sms_wa"
app_secret = "rahasia-aplikasi-1"
verify_token = "tanda-pengenal-1"
token = "{TOKEN}"
url = "{url}"
hosts = ["127.0.0.1"]
""",
        encoding="utf-8",
    )


async def test_a_file_is_fetched(media: WhatsAppMedia) -> None:
    assert await media.fetch(RAW, FILE) == b"isi berkas"


@pytest.mark.parametrize("status", [0, 302, 401, 429, 500, 503])
async def test_what_may_pass_is_tried_again(media: WhatsAppMedia, meta: Graph, status: int) -> None:
    meta.faults.append(status)
    with pytest.raises(MediaLaterError):
        await media.fetch(RAW, FILE)
    assert await media.fetch(RAW, FILE) == b"isi berkas"


@pytest.mark.parametrize("name", ["hilang", "../rahasia", "a/b", "", "x" * 300])
async def test_what_is_not_there_is_never_fetched(media: WhatsAppMedia, name: str) -> None:
    with pytest.raises(MediaRefusedError):
        await media.fetch(RAW, Attached(name="foto", media_type="image/jpeg", remote=name))


async def test_a_file_at_another_host_is_not_asked_for(media: WhatsAppMedia, meta: Graph) -> None:
    meta.elsewhere = f"http://localhost:{meta.port}/berkas/media-1"
    with pytest.raises(MediaRefusedError):
        await media.fetch(RAW, FILE)
    assert meta.asked == ["/media-1"]


async def test_a_file_above_the_limit_is_refused(media: WhatsAppMedia, meta: Graph) -> None:
    meta.files["media-1"] = b"x" * 1001
    with pytest.raises(MediaRefusedError):
        await media.fetch(RAW, FILE)


async def test_without_a_token_it_waits(tmp_path: Path) -> None:
    with pytest.raises(MediaLaterError):
        await WhatsAppMedia(tmp_path, "bengkalis", most=1000).fetch(RAW, FILE)


@pytest.mark.parametrize(
    "url",
    [
        "http://graph.facebook.com/1",
        "https://graph.facebook.com.example.org/1",
        "https://graph.facebook.com@example.org/1",
        "https://a@graph.facebook.com/1",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "https://[::1",
        "",
    ],
)
def test_only_hosts_that_are_allowed_are_asked(url: str) -> None:
    with pytest.raises(MediaRefusedError):
        check_host(url, DOOR)


@pytest.mark.parametrize("host", ["graph.facebook.com", "lookaside.fbsbx.com"])
def test_meta_is_asked(host: str) -> None:
    check_host(f"https://{host}/v23.0/1", DOOR)
