"""What an office promises and which words it uses, as its policy file says it."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from policy.retention import NO_RETENTION, Retention
from policy.rule import Party, Rule
from policy.week import CalendarPolicy, Weekday
from schemas.commands.base import Code

Label: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Required: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z_]+(\|[a-z_]+)*$")]


class Letterhead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands above the office's letters."""

    lines: Annotated[tuple[Label, ...], Meta(min_length=1)]
    address: str
    phone: str | None = None
    email: str | None = None
    website: str | None = None


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of ours, the office's own word for it, and other spellings in its papers."""

    code: Code
    label: Label
    aliases: tuple[Label, ...] = ()


class Channel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way in.

    Attributes:
        counted: Whether it has a row in the office's table of channels even at zero.
        opened_on: The weekdays on which it is emptied; none means at any time.
    """

    code: Code
    label: Label
    aliases: tuple[Label, ...] = ()
    counted: bool
    opened_on: tuple[Weekday, ...] = ()


class Sector(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of licensing, with its short name."""

    code: Code
    label: Label
    short: Label
    aliases: tuple[Label, ...] = ()


class PermitType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A licence of one sector."""

    code: Code
    label: Label
    sector: Code
    aliases: tuple[Label, ...] = ()


class Wait(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason why the office waits, and on whom."""

    code: Code
    label: Label
    party: Party
    aliases: tuple[Label, ...] = ()


class Rung(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rung of a ladder: who does what, and how long until the next one.

    Attributes:
        action: A code of the policy's `actions`.
        to: The role that is told.
        next_after: Working days until the next rung.
    """

    action: Code
    to: Code
    next_after: Annotated[int, Meta(ge=1, le=60)] = 1


class Ladder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done, step by step, while a missed deadline stays missed."""

    code: Code
    label: Label
    citation: Annotated[str, Meta(min_length=1)]
    rungs: Annotated[tuple[Rung, ...], Meta(min_length=1)]


PURPOSES = tuple(
    Term(code=code, label=label)
    for code, label in (
        ("menghubungi_pelapor", "Menghubungi pelapor"),
        ("memeriksa_identitas", "Memeriksa kebenaran identitas"),
        ("meminta_kelengkapan", "Meminta kelengkapan data"),
        ("menyampaikan_jawaban", "Menyampaikan jawaban"),
        ("permintaan_pelapor", "Memenuhi permintaan pelapor atas datanya"),
        ("permintaan_pengawas", "Memenuhi permintaan tertulis pengawas atau penegak hukum"),
    )
)
"""Why an identity may be opened, in a policy that does not say it."""


ERASURES = tuple(
    Term(code=code, label=label)
    for code, label in (
        ("permintaan_pelapor", "Permintaan pelapor"),
        ("tidak_diperlukan", "Tidak diperlukan lagi untuk tujuannya"),
        ("diperoleh_tidak_sah", "Diperoleh atau diproses tanpa hak"),
        ("putusan", "Putusan pengadilan atau perintah lembaga pelindungan data"),
        ("retensi", "Masa retensi berakhir"),
    )
)
"""On what grounds a person's data is erased, in a policy that does not say it."""
SUPERVISION = ("berkadar_pengawasan",)
"""The same of the kinds that are about officials."""


class AttachmentLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How large one file may be, and how many a complaint may have."""

    max_bytes: Annotated[int, Meta(ge=100_000, le=25_000_000)] = 10_000_000
    max_files: Annotated[int, Meta(ge=0, le=100)] = 10


class OfficePolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One office's policy file.

    Attributes:
        office: The code in subjects and streams.
        channels: In the order of the office's table; the uncounted ones after.
        required: Field codes by command name (`Verify`): what the complaint must hold by
            then beyond what the command itself demands; `phone|email` is one of the two.
        agencies: Who is outside the office's government.
        rejections: Why a complaint is not taken up.
        returns: Why a holder gives a disposition back.
        reopenings: Why a closed complaint goes on.
        outcomes: How a complaint can end.
        waits: Why and on whom the office waits.
        actions: What a rung of a ladder asks for.
        ladders: What follows a miss, by code.
        attachments: The files of complaints.
        permissions: Which of the office's own roles may do what, by command name, where
            not all may that could.
        purposes: Why the identity of a reporter may be opened.
        erasures: On what grounds a person's data is erased.
        supervision: Kinds of complaints about officials: not erased while they are open.
        retention: How long it is kept who complained and what was written.
    """

    office: Annotated[str, Meta(pattern="^[a-z][a-z0-9]{1,31}$")]
    name: Label
    government: Label
    short_name: Label
    zone: str
    number_prefix: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    letterhead: Letterhead
    channels: tuple[Channel, ...]
    categories: tuple[Term, ...]
    sectors: tuple[Sector, ...]
    permit_types: tuple[PermitType, ...]
    severities: tuple[Term, ...]
    kinds: tuple[Term, ...]
    units: tuple[Term, ...]
    opds: tuple[Term, ...]
    agencies: tuple[Term, ...]
    roles: tuple[Term, ...]
    documents: tuple[Term, ...]
    rejections: tuple[Term, ...]
    returns: tuple[Term, ...]
    reopenings: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    fields: tuple[Term, ...]
    required: dict[str, tuple[Required, ...]]
    rules: tuple[Rule, ...]
    calendar: CalendarPolicy
    waits: tuple[Wait, ...] = ()
    actions: tuple[Term, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    attachments: AttachmentLimits = AttachmentLimits()
    permissions: dict[str, Annotated[tuple[Code, ...], Meta(min_length=1)]] = {}
    purposes: tuple[Term, ...] = PURPOSES
    erasures: tuple[Term, ...] = ERASURES
    supervision: tuple[Code, ...] = SUPERVISION
    retention: Retention = NO_RETENTION
