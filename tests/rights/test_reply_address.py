"""A stream named as the address for an answer: whatever is asked, nothing is stored there."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from runtime import topology as t
from runtime.credentials import ADMIN
from tests.rights.office import OFFICES, ROLES, Ground, answered, ground
from tests.rights.purposes import MAY_SAY, NAMED, may
from tests.rights.subjects import said
from tests.support.servers import connected
from tests.support.streams import stored_in

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = OFFICES[0]
ADDRESSES = {
    t.event_stream(OFFICE): t.event_subject(OFFICE, "forged"),
    t.number_stream(OFFICE): t.number_subject(OFFICE, 2999),
    t.policy_stream(OFFICE): t.policy_subject(OFFICE, "forged"),
    t.report_stream(OFFICE): t.report_subject(OFFICE, "beku", "forged"),
    t.relay_stream(OFFICE): t.relay_subject(OFFICE, "dinkes", "forged"),
    t.timer_stream(OFFICE): t.due_subject(OFFICE, "forged", "settle"),
}
READING = b'{"seq":1,"batch":1,"no_wait":true}'
EMPTY = ("describe/", "/INFO", "api:INFO", "DIRECT.GET of one")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    async with ground(tmp_path_factory.mktemp("replied")) as here:
        yield here


def questions(role: str) -> dict[str, bytes]:
    """All that a user may say, with what would be answered."""
    found: dict[str, bytes] = {}
    for name, subject in said(*OFFICES).items():
        if may(MAY_SAY, role, name) and not name.startswith(("inbox:", "server:")):
            asks = not any(part in name for part in EMPTY)
            body = b"+ACK" if "/ACK" in name else READING
            found[subject] = body if asks else b""
    return found


async def landed(here: Ground) -> dict[str, list[bytes]]:
    """What lies under the addresses."""
    async with connected(here.server, OFFICE, ADMIN) as admin:
        stored = {
            address: [each.payload for each in await stored_in(admin, stream, address)]
            for stream, address in ADDRESSES.items()
        }
    return {address: payloads for address, payloads in stored.items() if payloads}


@pytest.mark.parametrize("role", [role for role in ROLES if role != ADMIN])
async def test_nothing_that_one_may_say_has_its_answer_stored(here: Ground, role: str) -> None:
    asked = questions(role)
    async with answered(here.server), here.attacker(role) as attacker:
        for subject, body in asked.items():
            for address in ADDRESSES.values():
                await attacker.say(subject, body, reply=address)
            await attacker.client.flush()
        await here.come_to_rest(attacker)

    assert await landed(here) == {}
    await here.works()


async def test_most_users_may_ask_something(here: Ground) -> None:
    silent = {role for role in ROLES if not questions(role)}
    assert silent == {f"{service}_jawab" for service in t.SERVICES}


async def test_by_the_name_of_the_import_as_well(here: Ground) -> None:
    named = [name for name in said(*OFFICES) if name.startswith(NAMED)]
    assert sum(may(MAY_SAY, "auditor", name) for name in named) > len(ADDRESSES)


@pytest.mark.parametrize("question", ["STREAM.INFO", "STREAM.MSG.GET", "DIRECT.GET"])
async def test_the_administrator_alone_could(here: Ground, question: str) -> None:
    """Whose key no service holds; what is stored so is found by the chain of digests."""
    stream = t.event_stream(OFFICE)
    address = t.event_subject(OFFICE, f"by-{question}".replace(".", "-"))
    body = b"" if question == "STREAM.INFO" else b'{"seq":1}'
    async with here.attacker(ADMIN) as admin:
        await admin.say(f"$JS.API.{question}.{stream}", body, reply=address)
        await here.come_to_rest(admin)
    async with connected(here.server, OFFICE, ADMIN) as admin:
        assert len(await stored_in(admin, stream, address)) == 1
