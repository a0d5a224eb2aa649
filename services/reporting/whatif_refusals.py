"""Reads a policy that is to be tried, and says why one is not."""

from engine.errors import RefusedError
from policy.errors import PolicyError, Problem
from policy.load import Loaded, parse
from schemas.queries import StartWhatIf
from services.reporting.office import Office

SHOWN = 100


class UnusableTrialError(RefusedError):
    """The policy file is wrong; all of it is named at once."""

    code = "policy_unreadable"

    def __init__(self, error: PolicyError) -> None:
        shown = error.problems[:SHOWN]
        lines = [f"  baris {problem.line}: {problem.reason}" for problem in shown]
        if len(error.problems) > SHOWN:
            lines.append(f"  dan {len(error.problems) - SHOWN} lagi")
        super().__init__(
            f"Berkas kebijakan {error.file} tidak dapat dicoba:\n"
            + "\n".join(lines)
            + "\nPerbaiki baris itu, lalu ulangi.",
            problems=len(error.problems),
        )


class PolicyOfOtherOfficeError(RefusedError):
    """The file speaks of another office."""

    code = "policy_of_other_office"

    def __init__(self, office: str, asked: str) -> None:
        super().__init__(
            f"Berkas kebijakan itu untuk kantor {office}, bukan {asked}: "
            "pilih berkas yang lain, atau sebutkan kantornya.",
            office=office,
            asked=asked,
        )


class UnknownWhatIfError(RefusedError):
    """No trial has this id (any more)."""

    code = "unknown_whatif"

    def __init__(self, whatif_id: str) -> None:
        super().__init__(
            "Perhitungan andai itu tidak dikenal atau sudah lewat sehari: mulai lagi.",
            whatif_id=whatif_id,
        )


def read_policy(office: Office, query: StartWhatIf) -> Loaded:
    """The policy of a query, with the holidays that the office has beside its own.

    Raises:
        UnusableTrialError: It is wrong somewhere.
        PolicyOfOtherOfficeError: It is another office's.
    """
    try:
        loaded = parse(query.policy.encode(), query.file, office.days)
    except PolicyError as error:
        raise UnusableTrialError(error) from error
    except UnicodeEncodeError as error:
        raise UnusableTrialError(_no_text(query.file)) from error
    if loaded.policy.office != office.code:
        raise PolicyOfOtherOfficeError(loaded.policy.office, office.code)
    return loaded


def _no_text(file: str) -> PolicyError:
    return PolicyError(file, (Problem(1, "bukan teks UTF-8"),))
