"""The command `inbox`, as a person at the desk and Gammu's daemon use it."""

from pathlib import Path

import pytest

from cli.commands.inbox import inbox as command
from cli.errors import RefusedByServiceError
from cli.inbox import MessageMissingError, NoSuchDoorError, ReasonMissingError
from cli.session import Session
from tests.inbox.inbox_kit import Hearing, a_phone, delivery, said

pytestmark = pytest.mark.asyncio(loop_scope="module")
OFFICE = "bengkalis"
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def session(root: Path) -> Session:
    return Session(root)


@pytest.fixture
def modem(root: Path) -> Path:
    place = root / "secrets" / OFFICE / "masuk.toml"
    place.touch(mode=0o600)
    place.write_text('[[gammu]]\naccount = "modem"\nchannel = "sms_wa"\n', encoding="utf-8")
    return place


async def test_what_waits_is_listed_with_its_reason(
    inbox: Hearing, session: Session, capsys: Printed
) -> None:
    line = await inbox.heard(b"bukan JSON: satu")
    await command("list", OFFICE, session=session)
    told = capsys.readouterr().out
    assert line.message_id[:8] in told
    assert "Menunggu petugas: 1." in told


async def test_one_message_is_shown(inbox: Hearing, session: Session, capsys: Printed) -> None:
    line = await inbox.heard(b"bukan JSON: izin belum terbit")
    await command("show", OFFICE, line.message_id, session=session)
    assert "bukan JSON: izin belum terbit" in capsys.readouterr().out


async def test_a_message_is_filed_to_a_number(
    inbox: Hearing, session: Session, capsys: Printed
) -> None:
    case = await inbox.heard(delivery(said("Loket tutup.", sender=a_phone())))
    seen = await inbox.history(case.pengaduan_id or "", "Received")
    line = await inbox.heard(b"bukan JSON: susulan")
    await command("file", OFFICE, line.message_id, to=seen.case.number, session=session)
    assert "masuk pengaduan" in capsys.readouterr().out
    await inbox.history(case.pengaduan_id or "", "Received", "MessageAdded")


async def test_a_message_is_dismissed_with_a_reason(
    inbox: Hearing, session: Session, capsys: Printed
) -> None:
    line = await inbox.heard(b"iklan")
    with pytest.raises(ReasonMissingError):
        await command("dismiss", OFFICE, line.message_id, session=session)
    await command("dismiss", OFFICE, line.message_id, because="Iklan.", erase=True, session=session)
    assert "disisihkan" in capsys.readouterr().out
    with pytest.raises(RefusedByServiceError) as refusal:
        await command("show", OFFICE, line.message_id, session=session)
    assert refusal.value.refused.code == "message_erased"


async def test_which_message_must_be_said(inbox: Hearing, session: Session) -> None:
    with pytest.raises(MessageMissingError):
        await command("show", OFFICE, session=session)


@pytest.mark.usefixtures("modem")
async def test_an_sms_of_gammus_daemon_is_kept_once(
    inbox: Hearing, session: Session, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    before = set(await inbox.lines())
    sms = {"SMS_MESSAGES": "1", "SMS_1_NUMBER": f"+{a_phone()}", "SMS_1_TEXT": "Antre lama."}
    for name, value in sms.items():
        monkeypatch.setenv(name, value)
    for _ in range(2):
        await command("gammu", OFFICE, "IN1.txt", session=session)
    assert "0 pesan tersimpan, 1 sudah tersimpan sebelumnya." in capsys.readouterr().out
    line = await inbox.until(lambda lines: [one for key, one in lines.items() if key not in before])
    assert (line.adapter, line.state) == ("gammu", "filed")


async def test_without_a_modem_it_is_said_so(inbox: Hearing, session: Session, modem: Path) -> None:
    modem.unlink()
    with pytest.raises(NoSuchDoorError):
        await command("gammu", OFFICE, session=session)


async def test_a_file_of_doors_that_is_wrong_is_told_with_its_line(
    inbox: Hearing, session: Session, modem: Path, capsys: Printed
) -> None:
    modem.write_text('[[gammu]]\naccount = "modem"\n', encoding="utf-8")
    await command("list", OFFICE, session=session)
    told = capsys.readouterr().err
    assert "baris 1" in told
    assert "channel" in told
