"""Intake as its callers meet it: over NATS, on a real server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from cli.up import Endpoint
from runtime import ids, topology
from schemas.commands import intake as say
from schemas.commands import register
from tests.support.system import BANTEN, BENGKALIS, Officer, officer_of, running_system
from tests.support.values import REPORTER_NAME, REPORTER_NIK, REPORTER_PHONE, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    async with running_system(tmp_path_factory.mktemp("home")) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, "kampar") as officer:
        yield officer


def receive(**changes: object) -> say.Receive:
    fields = {
        "command_id": ids.new_id(),
        "pengaduan_id": ids.new_id(),
        "channel": "website",
        "text": REPORTER_TEXT,
        "identity": say.IdentityGiven(
            name=REPORTER_NAME, phone=REPORTER_PHONE, nik=REPORTER_NIK, address="Jl. Sudirman 1"
        ),
    }
    return say.Receive(**(fields | changes))  # type: ignore[arg-type]


class TestReceive:
    async def test_gives_a_number_with_the_offices_prefix(self, kampar: Officer) -> None:
        answer = await kampar.say("intake", receive())

        assert ids.parse_number(answer["receipt"]["number"]) is not None
        assert answer["receipt"]["number"].startswith("KPR-")

    async def test_said_twice_gives_the_same_receipt(self, kampar: Officer) -> None:
        command = receive()

        first = await kampar.say("intake", command)
        second = await kampar.say("intake", command)

        assert first["receipt"] == second["receipt"]
        assert (first["repeated"], second["repeated"]) == (False, True)
        assert first["position"] == second["position"]

    async def test_another_command_for_the_same_complaint_is_refused(self, kampar: Officer) -> None:
        command = receive()
        await kampar.say("intake", command)

        answer = await kampar.say("intake", receive(pengaduan_id=command.pengaduan_id))

        assert answer["code"] == "already_received"

    async def test_of_an_unknown_channel_names_the_known_ones(self, kampar: Officer) -> None:
        answer = await kampar.say("intake", receive(channel="merpati_pos"))

        assert answer["code"] == "unknown_code"
        assert "website" in answer["fields"]["known"]

    async def test_in_the_future_is_refused(self, kampar: Officer) -> None:
        command = receive(occurred={"on": "2199-01-01"})

        answer = await kampar.say("intake", command)

        assert answer["code"] == "occurred_in_future"


class TestTheDesk:
    @pytest.mark.parametrize(
        ("name", "payload", "code"),
        [
            ("Receive", b"", "unreadable_command"),
            ("Receive", b"\xff\xfe\x00", "unreadable_command"),
            ("Receive", b"[]", "unreadable_command"),
            ("Receive", b'{"type": "Receive"}', "unreadable_command"),
            ("Nothing", b'{"type": "Nothing"}', "unreadable_command"),
            ("UploadPart", b"{}", "unreadable_command"),
            (
                "Receive",
                b'{"type": "Void", "command_id": "%s", "pengaduan_id": "%s", "text": "x"}'
                % ((b"00000000-0000-0000-0000-000000000000",) * 2),
                "command_mismatch",
            ),
        ],
    )
    async def test_answers_rubbish_with_a_code(
        self, kampar: Officer, name: str, payload: bytes, code: str
    ) -> None:
        answer = await kampar.send("intake", name, payload)

        assert (answer["type"], answer["code"]) == ("refused", code)

    async def test_says_where_a_command_is_wrong_but_not_what_was_said(
        self, kampar: Officer
    ) -> None:
        answer = await kampar.say("intake", receive(channel="Bukan Kode 081234567890"))

        assert answer["fields"]["path"] == "$.channel"
        assert "0812" not in str(answer)

    async def test_refuses_a_text_that_is_too_long(self, kampar: Officer) -> None:
        answer = await kampar.say("intake", receive(text="x" * 20_001))

        assert answer["code"] == "unreadable_command"
        assert answer["fields"]["path"] == "$.text"

    async def test_refuses_a_complaint_that_nobody_knows(self, kampar: Officer) -> None:
        command = say.Void(command_id=ids.new_id(), pengaduan_id=ids.new_id(), text="salah")

        answer = await kampar.say("intake", command)

        assert answer["code"] == "unknown_complaint"

    async def test_refuses_who_looked_before_somebody_else_changed_it(
        self, kampar: Officer
    ) -> None:
        command = receive()
        await kampar.say("intake", command)
        more = say.AddMessage(
            command_id=ids.new_id(),
            pengaduan_id=command.pengaduan_id,
            channel="website",
            text="tambahan",
        )
        await kampar.say("intake", more)

        answer = await kampar.say(
            "intake",
            say.Verify(command_id=ids.new_id(), pengaduan_id=command.pengaduan_id, seen_version=1),
        )

        assert answer["code"] == "seen_version_stale"


class TestImport:
    async def test_takes_in_every_row_once(self, endpoint: Endpoint) -> None:
        async with officer_of(endpoint, "banten") as banten:
            first = await banten.import_register(BANTEN.read_bytes())
            grown = await banten.import_register(BANTEN.read_bytes() + b"\n")

        assert (first["added"], first["unchanged"]) == (16, 0)
        assert (grown["added"], grown["unchanged"]) == (0, 16)

    async def test_reports_what_an_altered_register_says(self, endpoint: Endpoint) -> None:
        async with officer_of(endpoint, "bengkalis") as bengkalis:
            first = await bengkalis.import_register(BENGKALIS.read_bytes())
            altered = await bengkalis.import_register(altered_register())

        assert first["added"] == 51
        assert altered["added"] == 5
        assert altered["unchanged"] == 50
        assert [row["number"] for row in altered["differences"]] == ["31"]
        assert len(altered["problems"]) == 3
        assert all(row["cells"] and row["sentence"] for row in altered["problems"])

    async def test_can_be_undone_and_done_again(self, endpoint: Endpoint) -> None:
        async with officer_of(endpoint, "kampar") as kampar:
            report = await kampar.import_register(KAMPAR)
            undo = register.UndoImport(import_id=report["import_id"], text="salah berkas")
            undone = await kampar.say("intake", undo)
            again = await kampar.import_register(KAMPAR + b"\n")

        assert report["added"] == 1
        assert (undone.get("state"), undone.get("voided")) == ("undone", 1), undone
        assert again["added"] == 1

    async def test_of_something_else_says_what_is_needed(self, kampar: Officer) -> None:
        answer = await kampar.import_register(b"PK\x03\x04 a spreadsheet")

        assert answer["type"] == "refused"
        assert answer["sentence"]


KAMPAR = (
    b"No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    b"Hasil Pemeriksaan,Tindak Lanjut,Keterangan\n"
    b"1,Website,2 Januari 2023 Izin belum terbit,3 Januari 2023 Diperiksa,Dijawab,-,Selesai\n"
)


def altered_register() -> bytes:
    """Other order, another answer in row 31, five rows more, three that cannot be read."""
    heading, *rows = BENGKALIS.read_text().splitlines()
    rows = [row + "Selesai" if row.startswith("31.") else row for row in reversed(rows)]
    more = [
        f"{number}.,Whatsapp Pengaduan,{day} Desember 2023 Izin belum terbit,"
        f"{day} Desember 2023 Diperiksa,Dijawab,Via whatsapp,Selesai"
        for number, day in zip(range(52, 57), range(27, 32), strict=True)
    ]
    damaged = [
        "57.,Whatsapp Pengaduan,31 Februari 2023 Tanggal mustahil,,,,",
        "58.,Merpati Pos,27 Desember 2023 Kanal tak dikenal,,,,",
        "59.,Whatsapp Pengaduan,Tanpa tanggal sama sekali,,,,",
    ]
    return "\n".join([heading, *more, *rows, *damaged]).encode()


async def test_no_word_of_a_reporter_reaches_logs_or_the_event_store(
    endpoint: Endpoint, kampar: Officer
) -> None:
    await kampar.say("intake", receive())

    found = [
        path.name
        for path in Path(endpoint.credentials.folder).parents[1].rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in canaries())
    ]

    assert found == []


def canaries() -> list[bytes]:
    return [text.encode() for text in (REPORTER_NAME, REPORTER_PHONE, REPORTER_NIK, REPORTER_TEXT)]


async def test_a_caller_is_answered_only_in_its_own_name(kampar: Officer) -> None:
    subject = topology.command_subject("kampar", "portal", "intake", "Receive")

    with pytest.raises(TimeoutError):
        await kampar._client.request(subject, b"{}", timeout=0.3)
