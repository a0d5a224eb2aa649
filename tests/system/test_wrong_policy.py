"""A system whose policy file is wrong starts with the last good one."""

from pathlib import Path

import pytest

from cli.answers import expect
from cli.ask import asker
from policy.load import OFFICES
from policy.office_files import kept_in
from runtime.home import Home
from schemas.queries import Status
from schemas.views import ViewStatus
from tests.support.system import running_system

pytestmark = pytest.mark.real


async def test_the_old_policy_stays_in_force_after_a_start_with_a_wrong_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path)
    own = home.policies / "bengkalis.toml"
    own.parent.mkdir(parents=True)
    good = f"# kantor\n{(OFFICES / 'bengkalis.toml').read_text(encoding='utf-8')}"
    own.write_text(good, encoding="utf-8")
    async with running_system(tmp_path):
        kept = kept_in("bengkalis", home.policies)[0]
        assert kept.read_text(encoding="utf-8") == good
    own.write_text(good.replace("amount = 20", "amount = 0"), encoding="utf-8")

    async with running_system(tmp_path) as endpoint, asker(endpoint, "bengkalis") as ask:
        expect(ViewStatus, await ask.current(Status()))

    assert kept.read_text(encoding="utf-8") == good
    assert "bengkalis.toml" in capsys.readouterr().err
    assert "policy_refused" in (home.logs / "tuntas.log").read_text(encoding="utf-8")
