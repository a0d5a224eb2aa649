"""What an office's policy file may say of its own people."""

from collections.abc import Iterator

from policy.model import OfficePolicy
from policy.permissions.roles import OF_THE_OFFICE
from policy.permissions.rows import Row
from policy.permissions.table import ROWS
from policy.shape import Finding


def can_be_shared(row: Row) -> bool:
    """Whether an action is the office's own work, which its people divide among themselves."""
    return row.kind != "pertanyaan" and "petugas" in row.roles


def sharing_findings(policy: OfficePolicy) -> Iterator[Finding]:
    """What the file shares out that is not its to share, or to whom there is nobody."""
    rows = {row.action: row for row in ROWS}
    for action, roles in policy.permissions.items():
        path = f"$.permissions.{action}"
        row = rows.get(action)
        if row is None:
            yield path, f"perintah `{action}` tidak dikenal"
        elif not can_be_shared(row):
            yield path, f"izin `{action}` sama di semua kantor: hapus baris ini"
        for role in roles:
            if role not in OF_THE_OFFICE:
                yield path, f"peran `{role}` tidak dikenal: pilih {', '.join(OF_THE_OFFICE)}"
