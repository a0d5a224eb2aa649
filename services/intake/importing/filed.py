"""What became of a row."""

from dataclasses import dataclass

from schemas.commands.register import RowDifference
from services.intake.importing.rows import RowDraft


@dataclass(frozen=True, slots=True)
class Filed:
    """New, unchanged, or different from what stands in the history.

    Attributes:
        added: It is a new complaint.
        sequence: Its last place in the stream.
    """

    draft: RowDraft
    added: bool
    sequence: int
    differences: tuple[RowDifference, ...] = ()

    @property
    def unchanged(self) -> bool:
        """It stood there already, word for word."""
        return not self.added and not self.differences
