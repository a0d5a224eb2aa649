"""What the office's policy says of waiting: why, and on whom."""

from typing import Final

from engine.errors import RefusedError
from policy.model import OfficePolicy
from runtime.codes import check_code
from schemas.commands.disposition import Wait

PARTIES: Final = {"reporter": "pelapor", "outside": "pihak luar"}


class WaitPartyDiffersError(RefusedError):
    code = "wait_party_differs"

    def __init__(self, reason: str, party: str, wanted: str) -> None:
        super().__init__(
            f"Alasan itu untuk menunggu {PARTIES[wanted]}, bukan {PARTIES[party]}: "
            "pilih alasan lain, atau ganti pihak yang ditunggu.",
            reason=reason,
            party=party,
            wanted=wanted,
        )


class AgencyNotAwaitedError(RefusedError):
    code = "agency_not_awaited"

    def __init__(self, agency: str) -> None:
        super().__init__(
            "Instansi hanya disebut bila yang ditunggu pihak luar: kosongkan instansinya, "
            "atau pilih menunggu pihak luar.",
            agency=agency,
        )


def check_wait(command: Wait, policy: OfficePolicy) -> None:
    """Refuse a wait that the policy does not know.

    Raises:
        UnknownCodeError: It has no such reason or agency.
        WaitPartyDiffersError: The reason is for waiting on somebody else.
        AgencyNotAwaitedError: An agency is named while the reporter is waited for.
    """
    check_code("reason", command.reason, policy.waits)
    for wait in policy.waits:
        if wait.code == command.reason and wait.party != command.party:
            raise WaitPartyDiffersError(wait.code, command.party, wait.party)
    if command.agency is not None and command.party != "outside":
        raise AgencyNotAwaitedError(command.agency)
    check_code("agency", command.agency, policy.agencies)
