"""The tables in which wrapped keys lie."""

from sqlalchemy import CheckConstraint, Column, LargeBinary, MetaData, String, Table

metadata = MetaData()
KEYS = Table(
    "vault_keys",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("wrapped", LargeBinary),
    # ISO 8601 in UTC; as text it reads the same in every tool an auditor may use.
    Column("shredded_at", String(32)),
    CheckConstraint("(wrapped IS NULL) <> (shredded_at IS NULL)", name="kept_or_shredded"),
)
# One row, by which a vault knows its own office key before it wraps anything by another.
OFFICE = Table(
    "vault_office",
    metadata,
    Column("id", String(10), primary_key=True),
    Column("check", String(64), nullable=False),
)
