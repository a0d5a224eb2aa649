"""A bundle is checked by its own program, with Python alone, wherever it is carried."""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from cli.audit.asking import bundle, check
from cli.audit.bundle import COMMITS, MANIFEST, VERIFIER, BundleMade, Selection
from cli.audit.errors import AuditPeriodUnreadableError, PeriodOrNumberError
from cli.audit.periods import days_of
from cli.print.audit_lists import audit_bundle_parts
from runtime.backup_manifest import FolderTakenError
from runtime.history import CODEC
from runtime.ids import number_of
from schemas.base import Occurred
from schemas.events.disposition import Target
from tests.cli.audit_kit import Desk, desk_at, untold
from tests.cli.kit import printed
from tests.support.samples import corrected, received
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
ALL = Selection(period=None, number=None)
FIRST = number_of("KPR", 2026, 1)
WHOLE, DAMAGED, UNUSABLE = 0, 4, 2


@pytest.fixture
async def writer(server: OfficeServer) -> AsyncIterator[Writer]:
    async with connected(server, OFFICE, "intake") as client:
        yield Writer(client)


@pytest.fixture
def desk(server: OfficeServer, tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "auditor", server.nats.url, server.credentials, OFFICE)


@pytest.fixture
async def made(writer: Writer, desk: Desk) -> BundleMade:
    await writer.register("a", "b")
    return await export(desk)


async def export(desk: Desk, selection: Selection = ALL) -> BundleMade:
    to = desk.folder / "bundle"
    return await bundle(
        desk.session, desk.door, OFFICE, to=to, selection=selection, progress=untold
    )


def checked(folder: str | Path, *options: str) -> tuple[int, str]:
    """Run the bundle's own program as nobody's program but its own: no site, no path, no home."""
    command = [sys.executable, "-I", "-S", str(Path(folder) / VERIFIER), *options]
    done = subprocess.run(command, capture_output=True, text=True, env={}, check=False)
    return done.returncode, done.stdout + done.stderr


def lines_of(made: BundleMade) -> list[dict[str, Any]]:
    text = Path(made.folder, COMMITS).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def put(made: BundleMade, lines: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    Path(made.folder, COMMITS).write_text(text, encoding="utf-8")


def signed(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "sha256": hashlib.sha256(line["payload"].encode()).hexdigest()}


def rewritten(line: dict[str, Any]) -> dict[str, Any]:
    payload = line["payload"].replace('"program":"tuntas 0.1.0"', '"program":"tuntas 0.1.1"')
    assert payload != line["payload"]
    return {**line, "payload": payload}


def manifest_of(made: BundleMade) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(made.folder, MANIFEST).read_bytes())
    return found


async def test_a_good_bundle_is_found_whole(made: BundleMade) -> None:
    code, said = checked(made.folder, "--manifest-sha256", made.manifest_sha256)

    assert (code, said.splitlines()[-1]) == (WHOLE, "UTUH"), said
    assert "6 catatan dari 2 pengaduan dibaca" in said


async def test_the_stored_bytes_are_carried_unchanged(writer: Writer, desk: Desk) -> None:
    commit = await writer.receive("a", 1)
    made = await export(desk)

    (line,) = lines_of(made)
    assert line["payload"].encode() == CODEC.encode(commit)
    assert (line["sequence"], line["subject"].rsplit(".", 1)[1]) == (1, "a")


async def test_bytes_that_are_no_text_are_carried_too_and_named(writer: Writer, desk: Desk) -> None:
    await writer.register("a")
    await writer.raw("a", b"\xff\x00")
    made = await export(desk)

    assert base64.b64decode(lines_of(made)[-1]["payload_base64"]) == b"\xff\x00"
    assert [finding.code for finding in made.findings] == ["commit_unreadable"]
    assert checked(made.folder)[0] == DAMAGED


TAMPERED: dict[str, Callable[[list[dict[str, Any]]], list[dict[str, Any]]]] = {
    "a commit is rewritten": lambda lines: [lines[0], rewritten(lines[1]), *lines[2:]],
    "a commit is rewritten with its digest": lambda lines: [
        lines[0],
        signed(rewritten(lines[1])),
        *lines[2:],
    ],
    "the last commit is rewritten with its digest": lambda lines: [
        *lines[:-1],
        signed(rewritten(lines[-1])),
    ],
    "a commit is left out": lambda lines: [*lines[:2], *lines[3:]],
    "the last commit is left out": lambda lines: lines[:-1],
    "a complaint is left out": lambda lines: [
        line for line in lines if not line["subject"].endswith(".b")
    ],
    "two commits change places": lambda lines: [lines[1], lines[0], *lines[2:]],
    "a commit is put at another complaint": lambda lines: [
        {**lines[0], "subject": lines[1]["subject"]},
        *lines[1:],
    ],
    "a sequence is changed": lambda lines: [*lines[:-1], {**lines[-1], "sequence": 99}],
    "a line is rubbish": lambda lines: [*lines[:-1], {"x": 1}],
}


@pytest.mark.parametrize("how", TAMPERED)
async def test_a_tampered_bundle_is_noticed(made: BundleMade, how: str) -> None:
    put(made, TAMPERED[how](lines_of(made)))

    code, said = checked(made.folder)

    assert (code, "TIDAK UTUH" in said) == (DAMAGED, True), said


@pytest.mark.parametrize("how", [how for how in TAMPERED if how != "a complaint is left out"])
async def test_it_is_noticed_even_where_the_files_digest_was_put_right(
    made: BundleMade, how: str
) -> None:
    put(made, TAMPERED[how](lines_of(made)))
    digest = hashlib.sha256(Path(made.folder, COMMITS).read_bytes()).hexdigest()
    forged = {**manifest_of(made), "commits_sha256": digest}
    Path(made.folder, MANIFEST).write_text(json.dumps(forged), encoding="utf-8")

    assert checked(made.folder)[0] == DAMAGED


async def test_whoever_forges_everything_is_found_by_the_digest_that_was_written_down(
    made: BundleMade,
) -> None:
    forged = {**manifest_of(made), "position": 7}
    Path(made.folder, MANIFEST).write_text(json.dumps(forged), encoding="utf-8")

    assert checked(made.folder)[0] == WHOLE
    assert checked(made.folder, "--manifest-sha256", made.manifest_sha256)[0] == DAMAGED


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"v": 2}'])
async def test_a_folder_without_a_manifest_is_no_bundle(made: BundleMade, text: str) -> None:
    Path(made.folder, MANIFEST).write_text(text, encoding="utf-8")

    assert checked(made.folder)[0] == UNUSABLE


async def test_a_chain_that_was_broken_before_is_said_in_the_bundle(
    writer: Writer, desk: Desk
) -> None:
    await writer.register("a")
    await writer.write("a", prev="0" * 64)
    made = await export(desk)

    code, said = checked(made.folder)
    assert [finding.code for finding in made.findings] == ["chain_broken"]
    assert (code, "sudah ada saat diekspor" in said) == (DAMAGED, True)


async def test_a_whole_bundle_bears_the_digest_that_a_check_prints(
    made: BundleMade, desk: Desk
) -> None:
    report = await check(desk.session, desk.door, OFFICE, None, untold)

    manifest = manifest_of(made)
    assert (manifest["running_digest"], manifest["position"]) == (report.digest, 6)


async def test_one_complaint_is_carried_whole_and_alone(writer: Writer, desk: Desk) -> None:
    await writer.register("a", "b")
    made = await export(desk, Selection(period=None, number=FIRST))

    assert {line["subject"].rsplit(".", 1)[1] for line in lines_of(made)} == {"a"}
    assert (made.commits, made.complaints, checked(made.folder)[0]) == (3, 1, WHOLE)


async def test_a_period_takes_what_was_received_in_it_as_it_was_put_right(
    writer: Writer, desk: Desk
) -> None:
    days = {"a": "2026-03-31", "b": "2026-04-01", "c": "2026-07-01"}
    for running, (id_, day) in enumerate(days.items(), 1):
        on = Occurred(on=days_of(day[:7]).first.replace(day=int(day[8:])))
        await writer.write(
            id_, received(number=number_of("KPR", 2026, running), occurred=on, source=None)
        )
    first = Target(version=1, index=0)
    moved = corrected(target=first, field="occurred.on", old=days["c"], new="2026-06-30")
    await writer.write("c", moved)

    made = await export(desk, Selection(period="2026-Q2", number=None))

    taken = {line["subject"].rsplit(".", 1)[1] for line in lines_of(made)}
    assert (taken, checked(made.folder)[0]) == ({"b", "c"}, WHOLE)


async def test_a_folder_that_holds_something_is_left_alone(made: BundleMade, desk: Desk) -> None:
    with pytest.raises(FolderTakenError):
        await export(desk)


async def test_a_period_and_a_number_together_are_refused(desk: Desk) -> None:
    with pytest.raises(PeriodOrNumberError):
        await export(desk, Selection(period="2026", number=FIRST))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-S2", "2026-07-01", "2026-12-31"),
        ("2026-tw1", "2026-01-01", "2026-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    days = days_of(text)

    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-Q5", "0000", "kemarin"])
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(AuditPeriodUnreadableError):
        days_of(text)


async def test_the_page_says_what_to_write_down(made: BundleMade) -> None:
    page = printed(audit_bundle_parts(made), width=200)

    assert f"SHA-256 manifest.json: {made.manifest_sha256}" in page
    assert "6 catatan dari 2 pengaduan, sampai urutan 6" in page
