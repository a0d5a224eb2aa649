"""Shows the whole system with real registers."""

import datetime as dt
import time
from typing import TYPE_CHECKING

from cli.exits import DAMAGED, OK
from cli.offices import zone_of
from cli.print.tables import heading
from cli.screen import say, show
from cli.session import InSession, Session

if TYPE_CHECKING:
    from cli.up import Endpoint


async def demo(*, once: bool = False, session: InSession) -> int:
    """Show it all: two real registers, one complaint's whole life, every history verified.

    Starts the embedded system where none is running, and keeps it up until Ctrl-C. A second
    run finds its data again and imports nothing twice.

    Args:
        once: End after the printing.
        session: How to reach the system.
    """
    begun = time.monotonic()
    _title("1. Memulai sistem (starting NATS and the four services)")
    async with session.system() as endpoint:
        how = "dimulai" if endpoint.started else "sudah berjalan, dipakai"
        _line(f"Sistem {how} dalam {_since(begun)}: kantor {', '.join(endpoint.offices)}")
        await _registers(endpoint)
        await _life(endpoint, session)
        whole = await _verify(endpoint, session)
        _line(f"Seluruh peragaan {_since(begun)}.")
        if not once:
            await _stay(endpoint, session)
    return OK if whole else DAMAGED


async def _registers(endpoint: "Endpoint") -> None:
    from cli.ask import asker  # noqa: PLC0415 - keeps `--help` quick
    from cli.demo.registers import (  # noqa: PLC0415 - keeps `--help` quick
        REGISTERS,
        bring_in,
        rekap_after,
    )
    from cli.print.imports import import_parts  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.rekap import rekap_parts  # noqa: PLC0415 - keeps `--help` quick

    for number, register in enumerate(REGISTERS, start=2):
        _title(f"{number}. Register {register.office} (a register that the office really kept)")
        async with asker(endpoint, register.office) as ask:
            begun = time.monotonic()
            imported = await bring_in(ask, register)
            done = "Dikenali kembali" if imported.repeated else "Dibaca dan dicatat"
            _line(f"{done} dalam {_since(begun)}.")
            show(*import_parts(register.office, imported), "")
            show(*rekap_parts(await rekap_after(ask, register)))


async def _life(endpoint: "Endpoint", session: Session) -> None:
    from cli.ask import asker  # noqa: PLC0415 - keeps `--help` quick
    from cli.demo.story import OFFICE  # noqa: PLC0415 - keeps `--help` quick
    from cli.demo.walk import walk  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.history import history_parts  # noqa: PLC0415 - keeps `--help` quick

    zone = zone_of(OFFICE, session.home)
    _title(f"4. Satu pengaduan baru di {OFFICE} (one new complaint, command by command)")
    async with asker(endpoint, OFFICE) as ask:
        begun = time.monotonic()
        view = await walk(ask, dt.datetime.now(zone).date(), _line)
        _line(f"Sepuluh perintah dan riwayatnya dalam {_since(begun)}.\n")
    show(*history_parts(view, zone))


async def _verify(endpoint: "Endpoint", session: Session) -> bool:
    from cli.commands.verify import verify_office  # noqa: PLC0415 - keeps `--help` quick

    _title("5. Memeriksa semua rantai (verifying every hash chain)")
    whole = True
    for office in endpoint.offices:
        report = await verify_office(endpoint, office, session.home)
        found = "utuh" if report.whole else f"{len(report.findings)} TEMUAN"
        _line(f"{office}: {report.commits} catatan, {report.complaints} pengaduan, {found}")
        for finding in report.findings:
            _line(f"  {finding.sentence}")
        whole = whole and report.whole
    return whole


async def _stay(endpoint: "Endpoint", session: Session) -> None:
    from cli.demo.people import PEOPLE, invite  # noqa: PLC0415 - keeps `--help` quick
    from cli.policies import policies_of  # noqa: PLC0415 - keeps `--help` quick
    from cli.portal import portal  # noqa: PLC0415 - keeps `--help` quick
    from cli.up import until_stopped  # noqa: PLC0415 - keeps `--help` quick
    from runtime.home import Running  # noqa: PLC0415 - keeps `--help` quick

    at = Running(pid=0, url=endpoint.url, monitor_url=endpoint.monitor_url)
    _title("6. Sistem tetap berjalan (Ctrl-C to stop)")
    async with portal(session.home, at, policies_of(session.home), demo=True) as served:
        for code, desk in served.desks.items():
            password = await invite(desk)
            names = ", ".join(person.name for person in PEOPLE)
            _line(f"{served.url}{code}/masuk   kata sandi {password}   akun {names}")
        where = f" --home {session.root}" if session.root else ""
        _line(f"Coba di jendela lain:  ./tuntas rekap bengkalis --period 2023-S1{where}")
        await until_stopped()
    say("Berhenti …")


def _title(text: str) -> None:
    show("", heading(text), "")


def _line(text: str) -> None:
    show(text)


def _since(begun: float) -> str:
    return f"{time.monotonic() - begun:.2f} detik".replace(".", ",")
