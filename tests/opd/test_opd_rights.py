"""What an OPD may do, and what the real server keeps from it."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import nats.errors
import pytest
import pytest_asyncio
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError

from runtime import topology as t
from runtime.apply import apply
from runtime.connect import settle
from runtime.credentials import (
    ADMIN,
    AUDITOR,
    SYSTEM,
    SYSTEM_USER,
    USERS,
    Credentials,
    new_seed,
    public_of,
)
from runtime.embedded import embedded
from runtime.opd_keys import OPDKey
from runtime.reloading import ReloadRefusedError, reload
from tests.opd.kit import Outsider, outsider
from tests.support.servers import OfficeServer, connected

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OPDS = (("kampar", "dinkes"), ("kampar", "disdik"), ("banten", "dinkes"))
SEEDS = {opd: new_seed() for opd in OPDS}
DINKES = ("kampar", "dinkes")
EVENTS = t.event_stream("kampar")
NOTICES = t.relay_stream("kampar")
Enter = Callable[..., AbstractAsyncContextManager[Outsider]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OfficeServer]:
    folder = tmp_path_factory.mktemp("opd")
    credentials = Credentials(folder / "keys")
    offices = ("kampar", "banten")
    credentials.ensure(offices)
    for (office, code), seed in SEEDS.items():
        credentials.opds.admit(OPDKey(office, code, public_of(seed)))
    (folder / "nats").mkdir()
    running = OfficeServer(embedded(folder / "nats", credentials, offices), credentials, offices)
    await running.nats.start()
    for office in offices:
        async with connected(running, office, ADMIN) as admin:
            await apply(admin, office, opds=credentials.opds.codes(office))
    yield running
    await running.nats.stop()


@pytest.fixture
def enter(server: OfficeServer) -> Enter:
    def as_opd(opd: tuple[str, str] = DINKES) -> AbstractAsyncContextManager[Outsider]:
        return outsider(server.nats.url, *opd, SEEDS[opd])

    return as_opd


async def test_an_opd_sees_its_own_dispositions_only(server: OfficeServer, enter: Enter) -> None:
    for office, code in OPDS:
        async with connected(server, office, "disposition") as relay:
            await relay.jetstream().publish(t.relay_subject(office, code, "p1"), b"{}")
    for office, code in OPDS:
        async with enter((office, code)) as opd:
            mine = await opd.inbox()
            [message] = await mine.fetch(1, timeout=5)
            await message.ack_sync(timeout=5)
            with pytest.raises(nats.errors.TimeoutError):
                await mine.fetch(1, timeout=0.2)
        assert message.subject == t.relay_subject(office, code, "p1")


MAY_NOT_SAY = [
    f"$JS.API.CONSUMER.MSG.NEXT.{NOTICES}.opd_disdik",
    f"$JS.API.CONSUMER.MSG.NEXT.{t.relay_stream('banten')}.opd_dinkes",
    f"$JS.API.CONSUMER.MSG.NEXT.{t.timer_stream('kampar')}.{t.SLA_CONSUMER}",
    f"$JS.API.CONSUMER.INFO.{NOTICES}.opd_disdik",
    f"$JS.API.CONSUMER.CREATE.{NOTICES}.mine.disposisi.kampar.disdik.p1",
    f"$JS.API.CONSUMER.DELETE.{NOTICES}.opd_disdik",
    f"$JS.API.CONSUMER.RESET.{NOTICES}.opd_dinkes",
    f"$JS.ACK.{NOTICES}.opd_disdik.1.1.1.1.0",
    f"$JS.API.STREAM.MSG.GET.{NOTICES}",
    f"$JS.API.DIRECT.GET.{NOTICES}.{t.relay_subject('kampar', 'disdik', 'p1')}",
    f"$JS.API.STREAM.MSG.GET.{EVENTS}",
    f"$JS.API.DIRECT.GET.{EVENTS}",
    f"$JS.API.STREAM.PURGE.{NOTICES}",
    "$JS.API.STREAM.NAMES",
    t.event_subject("kampar", "p1"),
    t.relay_subject("kampar", "dinkes", "p1"),
    t.command_subject("kampar", "opd_disdik", "disposition", "Accept"),
    t.command_subject("kampar", "cli", "disposition", "Close"),
    t.command_subject("banten", "opd_dinkes", "disposition", "Accept"),
    t.query_subject("kampar", "opd_dinkes", "ShowCase"),
    "$SYS.REQ.SERVER.PING",
    "_R_.forged",
]


@pytest.mark.parametrize("subject", MAY_NOT_SAY)
async def test_an_opd_may_not_say(enter: Enter, subject: str) -> None:
    async with enter() as opd:
        await opd.client.publish(subject, b"{}")
        assert "permissions violation for publish" in await opd.complaint()


MAY_NOT_HEAR = [
    ">",
    "_R_.>",
    t.events_of("kampar"),
    t.bells_of("kampar"),
    t.relays_to("kampar", "dinkes"),
    t.commands_of("kampar", "disposition"),
    "$JS.>",
]


@pytest.mark.parametrize("subject", MAY_NOT_HEAR)
async def test_an_opd_may_not_hear(enter: Enter, subject: str) -> None:
    async with enter() as opd:
        await opd.client.subscribe(subject)
        assert "permissions violation for subscription" in await opd.complaint()


async def test_the_caller_that_a_service_hears_is_the_opd(
    server: OfficeServer, enter: Enter
) -> None:
    async def answer(message: Msg) -> None:
        await message.respond(f'{{"heard": "{message.subject}"}}'.encode())

    async with connected(server, "kampar", "disposition_jawab") as service, enter() as opd:
        heard = t.commands_of("kampar", "disposition")
        await service.subscribe(heard, queue="disposition", cb=answer)
        await settle(service)
        answered = await opd.say("Accept")
    assert answered == {"heard": "perintah.kampar.opd_dinkes.disposition.Accept"}


async def test_an_answer_is_not_stored_where_the_opd_points(
    server: OfficeServer, enter: Enter
) -> None:
    target = t.event_subject("kampar", "forged")

    async def answer(message: Msg) -> None:
        await message.respond(b"forged")

    async with connected(server, "kampar", "disposition_jawab") as service, enter() as opd:
        heard = t.commands_of("kampar", "disposition")
        await service.subscribe(heard, queue="disposition", cb=answer)
        await settle(service)
        subject = t.command_subject("kampar", "opd_dinkes", "disposition", "Accept")
        await opd.client.publish(subject, b"{}", reply=target)
        # The second answer comes after the first one has gone where it goes.
        await opd.client.request(subject, b"{}", timeout=5)
    async with connected(server, "kampar", AUDITOR) as auditor:
        with pytest.raises(NotFoundError):
            await auditor.jetstream().get_last_msg(EVENTS, target)


async def test_an_opd_has_no_storage_of_its_own(server: OfficeServer, enter: Enter) -> None:
    async with connected(server, "kampar", ADMIN) as admin:
        names = [info.config.name for info in await admin.jetstream().streams_info()]
    assert sorted(names) == sorted(t.stream_names("kampar"))
    async with enter() as opd:
        await opd.client.publish("$JS.API.STREAM.CREATE.MINE", b'{"name": "MINE"}')
        assert "permissions violation for publish" in await opd.complaint()


async def test_an_opd_has_four_connections_at_most(enter: Enter) -> None:
    async with enter(), enter(), enter(), enter():
        with pytest.raises(nats.errors.Error, match="maximum account active connections"):
            async with enter():
                pass


@pytest_asyncio.fixture(loop_scope="module")
async def unlisted(server: OfficeServer) -> AsyncIterator[None]:
    """The server while no list keeps an OPD from saying and hearing anything."""
    config = server.nats.config.read_text()
    listed = config.partition(public_of(SEEDS[DINKES]))[2].partition("} } }")[0]
    anything = ', permissions: { publish: { allow: [">"] }, subscribe: { allow: [">"] '
    server.nats.config.write_text(config.replace(listed, anything))
    await take_over(server)
    yield
    server.nats.write_config()
    await take_over(server)


async def take_over(server: OfficeServer) -> None:
    async with connected(server, SYSTEM, SYSTEM_USER) as system:
        await reload(system)


@pytest.mark.usefixtures("unlisted")
async def test_the_account_by_itself_leads_nowhere_else(enter: Enter) -> None:
    reached = []
    async with enter() as opd:
        for subject in MAY_NOT_SAY:
            try:
                answer = (await opd.client.request(subject, b"{}", timeout=1)).data
            # An account without storage gets no answer about a reset.
            except (nats.errors.NoRespondersError, nats.errors.TimeoutError):
                continue
            if b"JetStream not enabled for account" not in answer:
                reached.append((subject, answer))
    assert reached == []


async def test_the_offices_own_users_are_unchanged(server: OfficeServer, tmp_path: Path) -> None:
    shutil.copytree(server.credentials.folder, tmp_path / "keys")
    alone = Credentials(tmp_path / "keys")
    for office, code in OPDS:
        alone.opds.dismiss(office, code)
    node = embedded(tmp_path, alone, server.offices)
    node.write_config()

    keys = [alone.public(office, user) for office in server.offices for user in USERS]
    beside = server.nats.config.read_text()
    assert rights(beside, keys) == rights(node.config.read_text(), keys)


def rights(config: str, keys: list[str]) -> dict[str, str]:
    """What a configuration says of each of these keys."""
    return {key: config.partition(key)[2].partition("} } }")[0] for key in keys}


async def test_a_configuration_that_cannot_be_read_is_refused_with_its_reason(
    server: OfficeServer,
) -> None:
    server.nats.config.write_text("accounts {{{")
    with pytest.raises(ReloadRefusedError) as refused:
        await take_over(server)
    server.nats.write_config()
    await take_over(server)
    assert "Parse error" in refused.value.reason
