"""Every user and every kind of subject on a real server: nobody may more, or less, than is meant."""

import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack
from typing import NamedTuple

import pytest
import pytest_asyncio

from runtime.apply import apply
from runtime.credentials import (
    ADMIN,
    SYSTEM,
    SYSTEM_USER,
    USERS,
    Credentials,
    new_seed,
    public_of,
)
from runtime.embedded import embedded
from runtime.nats_config import LOOPBACK
from runtime.opd_keys import OPDKey
from runtime.reloading import reload
from tests.rights.purposes import MAY_HEAR, MAY_SAY, may
from tests.rights.subjects import heard, said
from tests.rights.wire import TurnedAwayError, Wire, publishing, subscribing, wire
from tests.support.servers import OfficeServer, connected

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICES = ("kampar", "banten")
OPDS = ("dinkes", "disdik")
SEEDS = {(office, code): new_seed() for office in OFFICES for code in OPDS}


class Role(NamedTuple):
    """Who tries, and from where."""

    office: str
    other: str
    name: str
    seed: str


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OfficeServer]:
    folder = tmp_path_factory.mktemp("rights")
    credentials = Credentials(folder / "keys")
    credentials.ensure(OFFICES)
    for (office, code), seed in SEEDS.items():
        credentials.opds.admit(OPDKey(office, code, public_of(seed)))
    (folder / "nats").mkdir()
    running = OfficeServer(embedded(folder / "nats", credentials, OFFICES), credentials, OFFICES)
    await running.nats.start()
    for office in OFFICES:
        async with connected(running, office, ADMIN) as admin:
            await apply(admin, office, opds=OPDS)
    yield running
    await running.nats.stop()


def roles(credentials: Credentials) -> Iterator[Role]:
    for office, other in (OFFICES, reversed(OFFICES)):
        for user in USERS:
            yield Role(office, other, user, credentials.seed(office, user))
        for code in OPDS:
            yield Role(office, other, f"opd_{code}", SEEDS[office, code])
        yield Role(office, other, SYSTEM_USER, credentials.seed(SYSTEM, SYSTEM_USER))


async def unexpected(line: Wire, role: Role) -> tuple[int, list[str]]:
    """How many cells one user has, and those that are not as meant."""
    cells = [
        *(
            ("say", subject, publishing(subject), may(MAY_SAY, role.name, name))
            for name, subject in said(role.office, role.other).items()
        ),
        *(
            ("hear", subject, subscribing(subject), may(MAY_HEAR, role.name, name))
            for name, subject in heard(role.office, role.other).items()
        ),
    ]
    refused = await line.refused(spoken for _, _, spoken, _ in cells)
    wrong = [
        f"{role.office}/{role.name} {'may' if not no else 'may not'} {verb} {subject}"
        for (verb, subject, _, meant), no in zip(cells, refused, strict=True)
        if meant is no
    ]
    return len(cells), wrong


async def judged(lines: Iterable[tuple[Role, Wire]]) -> tuple[int, list[str]]:
    cells, wrong = 0, []
    for role, line in lines:
        count, found = await unexpected(line, role)
        cells += count
        wrong += found
    return cells, wrong


async def opened(server: OfficeServer, stack: AsyncExitStack) -> list[tuple[Role, Wire]]:
    host, port = LOOPBACK, int(server.nats.url.rsplit(":", 1)[1])
    return [
        (role, await stack.enter_async_context(wire(host, port, role.seed)))
        for role in roles(server.credentials)
    ]


async def take_over(server: OfficeServer) -> None:
    """Have the running server take over a configuration that differs."""
    server.credentials.opds.admit(OPDKey("kampar", "pupr", public_of(new_seed())))
    server.nats.write_config()
    async with connected(server, SYSTEM, SYSTEM_USER) as system:
        await reload(system)


async def test_nobody_may_more_or_less_than_is_meant_nor_after_a_reload(
    server: OfficeServer, capsys: pytest.CaptureFixture[str]
) -> None:
    async with AsyncExitStack() as before, AsyncExitStack() as after:
        kept = await opened(server, before)
        first = await judged(kept)
        await take_over(server)
        second = await judged(kept)
        third = await judged(await opened(server, after))
    with capsys.disabled():
        sys.stdout.write(f"\n{first[0] + second[0] + third[0]:,} cells, each tried\n")
    assert [found for _, wrong in (first, second, third) for found in wrong] == []
    assert first[0] == second[0] == third[0] > 0


async def test_every_user_has_a_purpose() -> None:
    named = {*USERS, *(f"opd_{code}" for code in OPDS), SYSTEM_USER}
    assert (set(MAY_SAY), set(MAY_HEAR)) == (named, named)


@pytest.mark.parametrize("seed", [None, new_seed()], ids=["no key", "a key of one's own"])
async def test_who_has_no_credential_is_not_let_in(server: OfficeServer, seed: str | None) -> None:
    port = int(server.nats.url.rsplit(":", 1)[1])
    with pytest.raises(TurnedAwayError, match="Authorization Violation"):
        async with wire(LOOPBACK, port, seed):
            pass
