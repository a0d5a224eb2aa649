"""Attacks from inside, each tried for real by everybody who is not entitled to it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from runtime.credentials import ADMIN
from tests.rights import attacks as a
from tests.rights.office import ROLES, SECRET, Ground, ground

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    async with ground(tmp_path_factory.mktemp("attacked")) as here:
        yield here


async def tried(
    here: Ground, attack: a.Attack, office: str, roles: tuple[str, ...]
) -> tuple[list[str], dict[str, Any]]:
    """Have all of them try it; who got hold of what is not theirs, and how all stands then."""
    async with AsyncExitStack() as stack:
        attackers = [await stack.enter_async_context(here.attacker(role)) for role in roles]
        for attacker in attackers:
            await attack(attacker, office)
        await here.come_to_rest(*attackers)
        standing = await here.standing()
        await here.works()
        await here.come_to_rest(*attackers)
        return [each.role for each in attackers if any(map(is_secret, each.got))], standing


def is_secret(data: bytes) -> bool:
    return SECRET in data or b'"data":' in data


@pytest.mark.parametrize("attack", a.ATTACKS, ids=lambda attack: attack.__name__)
async def test_at_home_it_leads_to_nothing(here: Ground, attack: a.Attack) -> None:
    roles = tuple(role for role in ROLES if role not in a.ENTITLED.get(attack.__name__, ()))
    before = await here.standing()
    assert None not in before.values()

    assert await tried(here, attack, a.HOME, roles) == ([], before)


@pytest.mark.parametrize("attack", a.ATTACKS, ids=lambda attack: attack.__name__)
async def test_abroad_it_leads_to_nothing_for_anybody(here: Ground, attack: a.Attack) -> None:
    before = await here.standing()

    assert await tried(here, attack, a.ABROAD, ROLES) == ([], before)


@pytest.mark.parametrize("attack", a.HARMFUL, ids=lambda attack: attack.__name__)
async def test_it_does_harm_where_nothing_keeps_one_from_it(
    tmp_path: Path, attack: a.Attack
) -> None:
    async with ground(tmp_path, unkept=True) as unkept:
        before = await unkept.standing()
        assert None not in before.values()
        async with unkept.attacker(ADMIN) as attacker:
            await attack(attacker, a.HOME)
            await unkept.come_to_rest(attacker)
            after = await unkept.standing()
        assert after != before or any(map(is_secret, attacker.got))
