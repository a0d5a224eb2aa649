"""What the rules of retention and the grounds of erasure must hold true."""

from collections.abc import Iterator
from typing import Final

from policy.model import SUPERVISION, OfficePolicy
from policy.retention import RETENTION
from policy.shape import Finding


def _kinds(policy: OfficePolicy) -> Iterator[Finding]:
    known = {kind.code for kind in policy.kinds}
    for at, rule in enumerate(policy.retention.rules):
        for kind in rule.kinds:
            if kind not in known:
                yield (
                    f"$.retention.rules[{at}].kinds",
                    f"jenis `{kind}` tidak ada dalam `kinds`",
                )


def _one_each(policy: OfficePolicy) -> Iterator[Finding]:
    ruled: set[str | None] = set()
    ids: set[str] = set()
    for at, rule in enumerate(policy.retention.rules):
        path = f"$.retention.rules[{at}]"
        if rule.id in ids:
            yield f"{path}.id", f"id `{rule.id}` dipakai dua kali"
        ids.add(rule.id)
        for kind in rule.kinds or (None,):
            if kind in ruled:
                what = "semua jenis lain" if kind is None else f"jenis `{kind}`"
                yield path, f"{what} sudah diatur oleh aturan retensi lain"
            ruled.add(kind)


def _held(policy: OfficePolicy) -> Iterator[Finding]:
    known = {rejection.code for rejection in policy.rejections}
    for code in policy.retention.held_rejections:
        if code not in known:
            path = "$.retention.held_rejections"
            yield path, f"alasan `{code}` tidak ada dalam `rejections`"


def _supervision(policy: OfficePolicy) -> Iterator[Finding]:
    known = {kind.code for kind in policy.kinds}
    # An office that names none has the usual one, whether it knows that kind or not.
    for code in policy.supervision if policy.supervision != SUPERVISION else ():
        if code not in known:
            yield "$.supervision", f"jenis `{code}` tidak ada dalam `kinds`"


def _ground(policy: OfficePolicy) -> Iterator[Finding]:
    if policy.retention.rules and RETENTION not in {term.code for term in policy.erasures}:
        yield "$.erasures", f"kode `{RETENTION}` belum ada, padahal ada aturan retensi"


CHECKS: Final = (
    (_kinds, frozenset({"retention", "kinds"})),
    (_one_each, frozenset({"retention"})),
    (_held, frozenset({"retention", "rejections"})),
    (_supervision, frozenset({"supervision", "kinds"})),
    (_ground, frozenset({"retention", "erasures"})),
)
