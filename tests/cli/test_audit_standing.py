"""How a complaint stands, worked out from its events alone."""

import pytest

from cli.audit.standing import standing, standings
from engine.decider import Entry
from schemas.events import PengaduanEvent
from schemas.events.disposition import Holder, Target
from tests.support import samples as s

TO = Holder(kind="opd", code="dinkes")
DISPOSED = s.disposed(disposition_id=1, to=TO, role="utama")
WAITING = s.waiting_started(party="outside", agency="bpn")


def entries(*events: PengaduanEvent) -> list[Entry[PengaduanEvent]]:
    return [
        Entry(version, 0, f"c{version}", personal=True, event=event)
        for version, event in enumerate(events, 1)
    ]


def last(*events: PengaduanEvent) -> dict[str, str]:
    *_, found = standings([[entry] for entry in entries(*events)])
    return found


@pytest.mark.parametrize(
    ("events", "status", "holder"),
    [
        ([], "diterima", "desk"),
        ([s.completion_requested()], "menunggu_kelengkapan", "reporter"),
        ([s.completion_requested(), s.completed()], "diterima", "desk"),
        ([s.verified()], "terverifikasi", "desk"),
        ([s.verified(), s.classified()], "diklasifikasi", "desk"),
        ([DISPOSED], "didisposisikan", "opd dinkes"),
        ([DISPOSED, s.disposition_returned(disposition_id=1)], "diterima", "desk"),
        ([DISPOSED, s.clarified(disposition_id=1)], "diklarifikasi", "desk"),
        ([DISPOSED, s.answered()], "dijawab", "opd dinkes"),
        ([s.answered(), WAITING], "menunggu_pihak_luar", "outside bpn"),
        ([WAITING, s.waiting_ended(party="outside")], "diterima", "desk"),
        ([s.rejected()], "ditolak", None),
        ([s.withdrawn()], "dicabut", None),
        ([s.closed()], "selesai", None),
        ([s.closed(), s.reopened()], "dibuka_kembali", "desk"),
        ([s.closed(), s.voided()], "dibatalkan", None),
    ],
)
def test_status_and_holder_follow_the_events(
    events: list[PengaduanEvent], status: str, holder: str | None
) -> None:
    found = last(s.received(), *events)

    assert (found["status"], found.get("holder")) == (status, holder)


def test_an_annulled_closing_never_happened() -> None:
    undone = s.annulled(target=Target(version=3, index=0))

    found = last(s.received(), s.answered(), s.closed(), undone)

    assert (found["status"], "outcome" in found) == ("dijawab", False)


def test_a_corrected_class_is_shown_as_it_was_put_right() -> None:
    target = Target(version=2, index=0)
    put_right = s.corrected(target=target, field="sector", old="kesehatan", new="tenaga_kerja")

    found = last(s.received(), s.classified(sector="kesehatan"), put_right)

    assert found["sector"] == "tenaga_kerja"


def test_a_clock_shows_its_last_day_and_its_verdict() -> None:
    started = s.clock_started(clock="settle")
    running = last(s.received(), started)["clock.settle"]
    met = last(s.received(), started, s.clock_met(clock="settle"))["clock.settle"]

    day = started.due_on.isoformat()
    assert (running, met) == (f"{day} berjalan", f"{day} tepat waktu")


def test_a_clock_that_still_runs_late_is_not_done() -> None:
    late = s.clock_missed(clock="settle", ended=None, used=None)

    found = last(s.received(), s.clock_started(clock="settle"), late)

    assert found["clock.settle"].endswith("terlambat, belum selesai")


def test_what_is_erased_is_said() -> None:
    assert last(s.received(), s.identity_erased())["erased"] == "ya"


def test_no_sample_of_an_event_is_too_much() -> None:
    assert standing(entries(*s.SAMPLES))["status"] == "dibatalkan"
