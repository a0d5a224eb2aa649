"""A bare server with two offices and two OPDs, something in every stream, and all who could try."""

import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg

from runtime import topology as t
from runtime.apply import apply
from runtime.connect import settle
from runtime.credentials import ADMIN, USERS, Credentials, new_seed, public_of
from runtime.embedded import embedded
from runtime.opd_keys import OPDKey
from tests.support.servers import OfficeServer, connected
from tests.support.streams import Stored, stored_in

OFFICES = ("kampar", "banten")
OPDS = ("dinkes", "disdik")
ROLES = (*USERS, *(f"opd_{code}" for code in OPDS))
SECRET = b"isi yang tidak untuk orang lain"
ROUNDS = 20


@dataclass(slots=True)
class Attacker:
    """A connection that says what it likes, and what it got hold of."""

    role: str
    client: Client
    got: list[bytes] = field(default_factory=list)

    @property
    def inbox(self) -> str:
        """Where answers reach it, and not what others of the same name asked."""
        return f"{self.prefix}.loot"

    @property
    def prefix(self) -> str:
        return "_INBOX" if self.role.startswith("opd_") else t.inbox(self.role)

    async def take(self, message: Msg) -> None:
        self.got.append(message.data)

    async def say(self, subject: str, body: object = b"", reply: str = "") -> None:
        payload = body if isinstance(body, bytes) else msgspec.json.encode(body)
        await self.client.publish(subject, payload, reply=reply or self.inbox)


@dataclass(slots=True)
class Ground:
    """Where it is tried."""

    server: OfficeServer
    seeds: dict[str, str]

    @asynccontextmanager
    async def attacker(self, role: str) -> AsyncIterator[Attacker]:
        client = Client()
        attacker = Attacker(role, client)

        async def ignore(_: Exception) -> None:
            """A refusal is what they must expect."""

        await client.connect(
            self.server.nats.url,
            nkeys_seed_str=self.seeds[role],
            inbox_prefix=attacker.prefix,
            error_cb=ignore,
            allow_reconnect=False,
        )
        try:
            await client.subscribe(attacker.inbox, cb=attacker.take)
            await settle(client)
            yield attacker
        finally:
            await client.close()

    async def come_to_rest(self, *attackers: Attacker) -> None:
        """Wait until what was said has had its effect: the server's API answers in order."""
        for attacker in attackers:
            await attacker.client.flush()
        for office in OFFICES:
            async with connected(self.server, office, ADMIN) as admin:
                for _ in range(ROUNDS):
                    await self._ask(admin, f"STREAM.INFO.{t.event_stream(office)}")
        for attacker in attackers:
            await attacker.client.flush()

    async def standing(self) -> dict[str, Any]:
        """Every stream of both offices: how it is set, what lies in it, and who reads it."""
        found: dict[str, Any] = {}
        for office in OFFICES:
            async with connected(self.server, office, ADMIN) as admin:
                for stream in t.stream_names(office):
                    if stream != t.audit_stream(office):
                        found[stream] = await self._of(admin, stream)
        return found

    async def works(self) -> None:
        """One event more in each office, acknowledged and read back."""
        for office in OFFICES:
            async with connected(self.server, office, "intake") as intake:
                subject = t.event_subject(office, "works")
                stored = await intake.jetstream().publish(subject, SECRET)
                read = await intake.jetstream().get_msg(stored.stream, stored.seq)
            assert read.data == SECRET

    async def _of(self, admin: Client, stream: str) -> tuple[Any, Any, list[Stored], Any] | None:
        info = await self._ask(admin, f"STREAM.INFO.{stream}")
        if "error" in info:
            return None
        state = {key: value for key, value in info["state"].items() if key != "consumer_count"}
        consumers = (await self._ask(admin, f"CONSUMER.LIST.{stream}"))["consumers"] or []
        readers = [
            (
                each["config"],
                *(each[key] for key in ("num_ack_pending", "num_pending")),
                *(each[key]["stream_seq"] for key in ("delivered", "ack_floor")),
            )
            for each in consumers
        ]
        return info["config"], state, await stored_in(admin, stream), readers

    async def _ask(self, admin: Client, verb: str) -> dict[str, Any]:
        answer = await admin.request(f"$JS.API.{verb}", b"", timeout=5)
        found: dict[str, Any] = msgspec.json.decode(answer.data)
        return found


@asynccontextmanager
async def ground(folder: Path, *, unkept: bool = False) -> AsyncIterator[Ground]:
    """Lend a server; on an unkept one the administrator may say and hear anything."""
    credentials = Credentials(folder / "keys")
    credentials.ensure(OFFICES)
    seeds = {user: credentials.seed("kampar", user) for user in USERS}
    for code in OPDS:
        seed = seeds[f"opd_{code}"] = new_seed()
        credentials.opds.admit(OPDKey("kampar", code, public_of(seed)))
    (folder / "nats").mkdir()
    node = embedded(folder / "nats", credentials, OFFICES)
    if unkept:
        listed, node._configure = node._configure, lambda at: _unkept(listed(at), credentials)
    server = OfficeServer(node, credentials, OFFICES)
    await node.start()
    try:
        for office in OFFICES:
            async with connected(server, office, ADMIN) as admin:
                await apply(admin, office, opds=credentials.opds.codes(office))
            await _fill(server, office)
        yield Ground(server, seeds)
    finally:
        await node.stop()


def _unkept(config: str, credentials: Credentials) -> str:
    key = credentials.public("kampar", ADMIN)
    before, _, after = config.partition(key)
    kept, end, rest = after.partition("} } }")
    anything = ', permissions: { publish: { allow: [">"] }, subscribe: { allow: [">"] '
    assert kept
    return before + key + anything + end + rest


async def _fill(server: OfficeServer, office: str) -> None:
    """Something in every stream; and one timer and one notice that wait to be acknowledged."""
    written = {
        "intake": [
            *(t.event_subject(office, name) for name in ("p1", "p2")),
            t.number_subject(office, 2026),
            t.policy_subject(office, "ab12"),
        ],
        "disposition": [t.relay_subject(office, code, "p1") for code in OPDS],
        "reporting": [t.report_subject(office, "beku", "r1")],
    }
    for user, subjects in written.items():
        async with connected(server, office, user) as client:
            for subject in subjects:
                await client.jetstream().publish(subject, SECRET)
    async with connected(server, office, "sla_monitor") as monitor:
        headers = {
            "Nats-Schedule": "@at 2020-01-01T00:00:00Z",
            "Nats-Schedule-Target": t.due_subject(office, "p1", "settle"),
            "Nats-Schedule-TTL": "1h",
        }
        timer = t.timer_subject(office, "p1", "settle")
        await monitor.jetstream().publish(timer, b"{}", headers=headers)
        consumer = t.SLA_CONSUMER, t.timer_stream(office)
        fired = await monitor.jetstream().pull_subscribe_bind(*consumer)
        assert await fired.fetch(1, timeout=20)


@asynccontextmanager
async def answered(server: OfficeServer) -> AsyncIterator[None]:
    """The services of Kampar, who answer whatever they hear wherever it says."""

    async def answer(message: Msg) -> None:
        await message.respond(SECRET)

    async with contextlib.AsyncExitStack() as stack:
        for service in t.SERVICES:
            user = f"{service}_jawab"
            client = await stack.enter_async_context(connected(server, "kampar", user))
            heard = t.commands_of("kampar", service)
            await client.subscribe(heard, queue=service, cb=answer)
            if service == "reporting":
                await client.subscribe(t.queries_of("kampar"), queue=service, cb=answer)
            await settle(client)
        yield
