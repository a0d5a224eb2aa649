"""A complaint as it lies in the stream, and a policy by which four clocks of it run."""

import datetime as dt
from zoneinfo import ZoneInfo

from benchmarks.bench import OFFICE
from policy.load import OFFICES
from runtime import ids
from runtime.program import PROGRAM
from schemas.base import Box, Occurred, OfficeCode, PengaduanId, Sealed
from schemas.commit import Actor, Commit
from schemas.events.intake import Received

ZONE = ZoneInfo("Asia/Jakarta")
ALL_DAY = "00:00-23:59"
RULE = """
[[rules]]
id = "{office}.{clock}"
clock = "{clock}"
amount = {amount}
unit = "{unit}"
day_one = "{day_one}"
starts = "Received"
ends = ["Verified", "Closed", "Rejected", "Withdrawn"]
citation = "benchmark"
certainty = "verified"
in_force_from = 2009-01-01
scope = "office"
escalate_to = ["ketua_tim"]
"""
CLOCKS = (
    ("verify", 1, "working_hour", "same_day"),
    ("settle", 20, "working_day", "next_working_day"),
    ("respond", 14, "calendar_day", "next_day"),
    ("settle_national", 60, "calendar_day", "next_day"),
)


def policy() -> bytes:
    """The office's policy with work around the clock and four rules."""
    text = (OFFICES / f"{OFFICE}.toml").read_text("utf-8")
    before = text[: text.index("[calendar.hours]")]
    days = "\n".join(
        f'{day} = ["{ALL_DAY}"]'
        for day in ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
    )
    rules = "".join(
        RULE.format(office=OFFICE, clock=clock, amount=amount, unit=unit, day_one=day_one)
        for clock, amount, unit, day_one in CLOCKS
    )
    return f"{before}[calendar.hours]\n{days}\n{rules}".encode()


POLICY = policy()
BOX = Box(key="kunci", nonce=bytes(12), data=b"x" * 420)


def received(at: dt.datetime) -> Commit:
    """The first commit of a complaint of its own."""
    event = Received(
        occurred=Occurred(on=at.astimezone(ZONE).date(), at=at),
        number="BKS-2026-000123-7",
        tracking="0" * 64,
        channel="website",
        visibility="terbuka",
        policy="0" * 64,
        sealed=Sealed(identity=BOX, content=BOX),
    )
    command_id = ids.new_id()
    return Commit(
        id=ids.new_id(),
        office=OfficeCode(OFFICE),
        pengaduan_id=PengaduanId(ids.new_id()),
        version=1,
        recorded_at=at,
        actor=Actor(kind="warga", id="portal", role=None, via="portal"),
        command_id=command_id,
        correlation_id=command_id,
        program=PROGRAM,
        prev="",
        events=(event,),
    )
