"""Who gets in."""

import asyncio
from pathlib import Path

import nats.errors
import pytest
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.aio.msg import Msg

from runtime.connect import CredentialRefusedError, NatsUnreachableError, broker, connect
from runtime.credentials import Credentials
from runtime.ports import free_ports
from runtime.topology import command_subject, commands_of
from tests.support.servers import OfficeServer, connected, eventually

pytestmark = pytest.mark.real


async def test_nobody_connects_without_credentials(office_server: OfficeServer) -> None:
    errors: asyncio.Queue[Exception] = asyncio.Queue()
    client = Client()
    with pytest.raises(nats.errors.Error, match="Authorization Violation"):
        await client.connect(office_server.urls, allow_reconnect=False, error_cb=errors.put)
    await client.close()


async def test_an_unknown_key_is_refused(office_server: OfficeServer, tmp_path: Path) -> None:
    others = Credentials(tmp_path)
    others.ensure(["kampar"])
    with pytest.raises(CredentialRefusedError) as refused:
        await connect(office_server.urls, others, "kampar", "cli")
    assert (refused.value.office, refused.value.user) == ("kampar", "cli")


async def test_a_server_that_is_not_there_is_told(nats_credentials: Credentials) -> None:
    url = f"nats://127.0.0.1:{free_ports(1)[0]}"
    with pytest.raises(NatsUnreachableError):
        await connect(url, nats_credentials, "kampar", "cli", patience=0.3)


async def test_a_broker_answers_a_caller(office_server: OfficeServer) -> None:
    answering = broker(office_server.urls, office_server.credentials, "kampar", "disposition_jawab")
    _answer_everything(answering)
    async with answering, connected(office_server, "kampar", "cli") as cli:
        await answering.start()
        subject = command_subject("kampar", "cli", "disposition", "Close")

        async def ask() -> Msg:
            return await cli.request(subject, b"hello", timeout=5)

        # The broker does not wait until the server has its subscription.
        answer = await eventually(ask, despite=nats.errors.NoRespondersError)
    assert answer.data == b"hello"


def _answer_everything(answering: NatsBroker) -> None:
    @answering.subscriber(commands_of("kampar", "disposition"), queue="disposition")
    async def echo(body: bytes) -> bytes:
        return body


async def test_who_is_told_tls_says_nothing_in_clear(office_server: OfficeServer) -> None:
    url = office_server.nats.url.replace("nats://", "tls://")
    with pytest.raises(NatsUnreachableError):
        await connect(url, office_server.credentials, "kampar", "intake", patience=0.5)
