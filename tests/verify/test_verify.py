"""A check of the history notices what was lost or changed."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import pytest
from nats.aio.client import Client

from runtime.credentials import ADMIN
from runtime.marks import MarkFile
from runtime.streams import streams
from runtime.topology import audit_stream, event_stream, number_stream
from runtime.verify import verify, verify_and_remember
from runtime.verify_report import VerifyReport
from tests.support.samples import MOMENT
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
EVENTS = event_stream(OFFICE)


def codes(report: VerifyReport) -> list[str]:
    return [finding.code for finding in report.findings]


async def test_an_office_without_complaints_is_whole(auditor: Client, writer: Writer) -> None:
    report = await verify(auditor, OFFICE)

    assert (report.whole, report.commits, report.position.sequence) == (True, 0, 0)


async def test_a_whole_history_is_counted(auditor: Client, writer: Writer) -> None:
    await writer.register("a", "b")

    report = await verify(auditor, OFFICE)

    assert (codes(report), report.commits, report.complaints) == ([], 6, 2)
    assert (report.position.stream, report.position.sequence) == (EVENTS, 6)


async def test_progress_is_told_to_the_end(auditor: Client, writer: Writer) -> None:
    await writer.register("a", "b")
    told: list[tuple[str, int, int]] = []

    await verify(auditor, OFFICE, progress=lambda *at: told.append(at))

    assert told[:2] == [(EVENTS, 6, 6), (number_stream(OFFICE), 1, 1)]
    assert [(stream, done == total) for stream, done, total in told[2:]] == [
        (audit_stream(OFFICE), True)
    ]


async def test_a_commit_that_names_other_bytes_breaks_the_chain(
    auditor: Client, writer: Writer
) -> None:
    await writer.register("a")
    await writer.write("a", prev="0" * 64)

    (finding,) = (await verify(auditor, OFFICE)).findings

    assert (finding.code, finding.sequence, finding.pengaduan_id) == ("chain_broken", 4, "a")


async def test_a_skipped_version_is_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.write("a", version=9)

    assert codes(await verify(auditor, OFFICE)) == ["version_broken"]


async def test_a_moment_before_the_last_one_is_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.write("a", recorded_at=MOMENT - dt.timedelta(seconds=1))

    assert codes(await verify(auditor, OFFICE)) == ["time_backwards"]


async def test_a_commit_of_another_office_is_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.write("a", office="banten")

    assert codes(await verify(auditor, OFFICE)) == ["wrong_place"]


async def test_a_commit_of_another_complaint_is_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.write("a", pengaduan_id="b")

    assert codes(await verify(auditor, OFFICE)) == ["wrong_place"]


async def test_unreadable_bytes_are_one_finding_and_the_rest_is_read(
    auditor: Client, writer: Writer
) -> None:
    await writer.register("a")
    await writer.raw("a", b"{")

    report = await verify(auditor, OFFICE)

    assert (codes(report), report.commits) == (["commit_unreadable"], 4)


async def test_a_number_nobody_carries_is_listed_and_no_fault(
    auditor: Client, writer: Writer
) -> None:
    await writer.register("a")
    await writer.allot(2, "b")

    report = await verify(auditor, OFFICE)

    assert report.whole
    assert [(n.year, n.running, n.pengaduan_id) for n in report.unused] == [(2026, 2, "b")]


async def test_a_number_never_given_out_is_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.receive("b", 2)

    assert codes(await verify(auditor, OFFICE)) == ["number_not_allotted"]


async def test_a_number_carried_twice_is_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.receive("b", 1)

    assert codes(await verify(auditor, OFFICE)) == ["number_twice", "number_of_another"]


async def test_numbers_that_skip_are_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.allot(3, "b")

    assert codes(await verify(auditor, OFFICE)) == ["number_run_broken"]


async def test_numbers_given_out_twice_are_found(auditor: Client, writer: Writer) -> None:
    await writer.register("a")
    await writer.allot(1, "b")

    assert codes(await verify(auditor, OFFICE)) == ["number_allotted_twice"]


async def test_a_missing_stream_is_a_finding(
    server: OfficeServer, auditor: Client, writer: Writer
) -> None:
    async with connected(server, OFFICE, ADMIN) as admin:
        await admin.jetstream().delete_stream(EVENTS)

    report = await verify(auditor, OFFICE)

    assert (codes(report), report.digest) == (["stream_missing"], "")


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({"k-a": None, "k-b": MOMENT}, []),
        ({"k-b": MOMENT}, ["key_missing"]),
        ({"k-a": MOMENT, "k-b": MOMENT}, ["key_gone_without_reason"]),
        ({"k-a": None, "k-b": None}, ["key_not_shredded"]),
        ({"k-a": None}, []),
    ],
)
async def test_keys_are_held_against_the_history(
    auditor: Client, writer: Writer, states: dict[str, dt.datetime | None], expected: list[str]
) -> None:
    await writer.register("a", "b")
    await writer.erase("b")

    async def key_states(ids: Collection[str]) -> dict[str, dt.datetime | None]:
        return {id_: state for id_, state in states.items() if id_ in ids}

    report = await verify(auditor, OFFICE, key_states=key_states)

    assert (codes(report), report.keys_checked) == (expected, 2)


class TestComparedWithLastTime:
    """The running digest lies outside NATS."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> MarkFile:
        return MarkFile(tmp_path / "verify", OFFICE)

    async def test_a_grown_history_is_whole(
        self, auditor: Client, writer: Writer, file: MarkFile
    ) -> None:
        await writer.register("a")
        first = await verify_and_remember(auditor, OFFICE, file)
        await writer.write("a")

        second = await verify_and_remember(auditor, OFFICE, file)

        assert second.whole
        assert second.compared_with is not None
        assert second.compared_with.digest == first.digest
        assert file.read()[EVENTS].position == 4

    async def test_a_cut_tail_is_noticed_again_and_again(
        self, server: OfficeServer, auditor: Client, writer: Writer, file: MarkFile
    ) -> None:
        await writer.register("a", "b")
        await verify_and_remember(auditor, OFFICE, file)
        declared = streams(OFFICE)[0]
        async with connected(server, OFFICE, ADMIN) as admin:
            jetstream = admin.jetstream()
            await jetstream.delete_stream(EVENTS)
            await jetstream.add_stream(declared)
        again = Writer(writer.client)
        await again.receive("a", 1)

        for _ in range(2):
            report = await verify_and_remember(auditor, OFFICE, file)
            assert codes(report) == ["stream_replaced", "tail_gone"]

    async def test_a_history_written_anew_with_other_words_is_noticed(
        self, server: OfficeServer, auditor: Client, writer: Writer, file: MarkFile
    ) -> None:
        await writer.register("a", "b")
        await verify_and_remember(auditor, OFFICE, file)
        async with connected(server, OFFICE, ADMIN) as admin:
            await admin.jetstream().delete_stream(EVENTS)
            await admin.jetstream().add_stream(streams(OFFICE)[0])
        again = Writer(writer.client)
        await again.receive("b", 2)
        await again.receive("a", 1)
        for pengaduan_id in "abab":
            await again.write(pengaduan_id)

        report = await verify_and_remember(auditor, OFFICE, file)

        assert codes(report) == ["stream_replaced", "history_changed"]

    async def test_messages_cut_by_a_limit_are_named(
        self, server: OfficeServer, auditor: Client, writer: Writer, file: MarkFile
    ) -> None:
        await writer.register("a", "b")
        await verify_and_remember(auditor, OFFICE, file)
        async with connected(server, OFFICE, ADMIN) as admin:
            cut = streams(OFFICE)[0].evolve(max_msgs=5, discard="old")
            await admin.jetstream().update_stream(cut)

        found = codes(await verify_and_remember(auditor, OFFICE, file))

        assert found[:4] == ["first_gone", "messages_gone", "sequence_missing", "history_changed"]

    async def test_one_flipped_bit_on_the_disk_is_noticed(
        self, server: OfficeServer, writer: Writer, file: MarkFile
    ) -> None:
        await writer.register("a", "b")
        async with connected(server, OFFICE, "auditor") as auditor:
            await verify_and_remember(auditor, OFFICE, file)
        await server.nats.stop()
        (block,) = server.nats.folder.glob(f"jetstream/**/{EVENTS}/msgs/1.blk")
        stored = bytearray(block.read_bytes())
        stored[len(stored) // 2] ^= 1
        block.write_bytes(stored)
        await server.nats.start()

        async with connected(server, OFFICE, "auditor") as auditor:
            report = await verify_and_remember(auditor, OFFICE, file)

        assert not report.whole
        assert {"sequence_missing", "history_changed", "tail_gone"} & set(codes(report))
