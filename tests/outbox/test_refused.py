"""An office whose files are wrong tells nobody, says why, and does all else."""

from pathlib import Path

import pytest
from nats.aio.client import Client

from runtime.home import Home
from runtime.office import Office
from services.disposition.outbox.outbox import Outbox
from services.disposition.outbox.secrets import NAME
from tests.outbox.office import TellingOffice
from tests.reading.desks import LOADED, OFFICE
from tests.support.logged import capture_logs


def outbox(home: Path, office: TellingOffice) -> Outbox:
    surroundings = Office(OFFICE, (), Home(home))
    return Outbox(surroundings, LOADED, Client(), office.desks.vault, office.database)


def write(home: Path, text: str) -> None:
    path = home / "secrets" / OFFICE / NAME
    path.parent.mkdir(parents=True)
    path.write_text(text)
    path.chmod(0o600)


async def test_an_office_without_senders_is_off(tmp_path: Path, office: TellingOffice) -> None:
    made = outbox(tmp_path, office)
    await made.start()
    assert (made.standing, made.problem) == ("off", None)
    await made.stop()


@pytest.mark.parametrize("text", ["[email", '[sms]\nurl = "http://sms.example/"\n'])
async def test_a_wrong_file_is_refused_and_stops_nothing(
    tmp_path: Path, office: TellingOffice, text: str
) -> None:
    write(tmp_path, text)
    made = outbox(tmp_path, office)
    with capture_logs() as logs:
        await made.start()
    assert made.standing == "refused"
    assert NAME in (made.problem or "")
    assert [line["event"] for line in logs] == ["outbox_refused"]
    await made.stop()
