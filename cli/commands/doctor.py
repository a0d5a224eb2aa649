"""Says how the system stands and what is promised."""

from typing import TYPE_CHECKING

from cli.exits import DAMAGED, OK, UNAVAILABLE
from cli.screen import show, show_json
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.up import Endpoint
    from runtime.doctor_report import DoctorReport, OfficeLine, PolicyLine
    from runtime.home import Home


async def doctor(*, as_json: AsJson = False, session: InSession) -> int:
    """Say how the system stands and what is promised.

    Exit code 3 when something does not answer, 4 when a stream lost something.

    Args:
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.print.doctoring import doctor_parts  # noqa: PLC0415 - keeps `--help` quick
    from cli.reach import even_if_closed  # noqa: PLC0415 - keeps `--help` quick

    async with even_if_closed(session) as endpoint:
        seen = await examine(endpoint, session.home)
    if as_json:
        show_json(seen)
    else:
        show(*doctor_parts(seen))
    if seen.damaged:
        return DAMAGED
    return OK if seen.sound else UNAVAILABLE


async def examine(endpoint: "Endpoint", home: "Home") -> "DoctorReport":
    """Look at everything."""
    from cli.reach import monitors_of, replicas_of  # noqa: PLC0415 - keeps `--help` quick
    from runtime import monitor  # noqa: PLC0415 - keeps `--help` quick
    from runtime.doctor import (  # noqa: PLC0415 - keeps `--help` quick
        look_at_disk,
        look_at_servers,
    )
    from runtime.doctor_report import report  # noqa: PLC0415 - keeps `--help` quick
    from runtime.doctor_secrets import look_at_secrets  # noqa: PLC0415 - keeps `--help` quick

    monitor.trust(home.credentials.authority)
    offices = [await _office(endpoint, home, office) for office in endpoint.offices]
    return report(
        await look_at_servers(monitors_of(endpoint)),
        tuple(offices),
        look_at_disk(home.root),
        replicas=replicas_of(endpoint),
        refused_policies=refused_policies(home),
        open_secrets=look_at_secrets(home.secrets),
    )


def refused_policies(home: "Home") -> "tuple[PolicyLine, ...]":
    """The policy files that cannot be used, with what holds instead."""
    from cli.policies import in_force_instead  # noqa: PLC0415 - it parses every policy
    from policy.office_files import choose_all  # noqa: PLC0415 - the same
    from runtime.doctor_report import PolicyLine  # noqa: PLC0415 - keeps `--help` quick

    return tuple(
        PolicyLine(
            office=choice.office,
            code=refusal.code,
            sentence=str(refusal),
            instead=in_force_instead(choice),
        )
        for choice in choose_all(home.policies)
        for refusal in choice.refusals
    )


async def _office(endpoint: "Endpoint", home: "Home", office: str) -> "OfficeLine":
    from cli.ask import CALLER  # noqa: PLC0415 - keeps `--help` quick
    from cli.reach import (  # noqa: PLC0415 - keeps `--help` quick
        as_user,
        databases_at_hand,
        monitors_of,
        replicas_of,
        vault_at_hand,
    )
    from runtime.credentials import AUDITOR  # noqa: PLC0415 - keeps `--help` quick
    from runtime.doctor import look_at_office  # noqa: PLC0415 - keeps `--help` quick
    from runtime.marks import MarkFile  # noqa: PLC0415 - keeps `--help` quick
    from runtime.topology import SERVICES  # noqa: PLC0415 - keeps `--help` quick

    marks = MarkFile(home.root / "verify", office).read()
    async with (
        as_user(endpoint, office, AUDITOR) as auditor,
        as_user(endpoint, office, CALLER) as cli,
        vault_at_hand(home, office) as vault,
        databases_at_hand(home, office, SERVICES) as databases,
    ):
        return await look_at_office(
            auditor,
            cli,
            office,
            monitor_urls=monitors_of(endpoint),
            replicas=replicas_of(endpoint),
            vault=vault,
            marks=marks,
            databases=databases,
        )
