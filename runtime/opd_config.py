"""The accounts of OPDs in a nats-server configuration: three imports each, and no JetStream.

The office exports each subject to one account only, so that who speaks is settled by the
account that the key belongs to. What an OPD names as reply address stays in its own account.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from runtime import topology
from runtime.nats_text import quoted, user
from runtime.opd_keys import OPDKey
from runtime.permissions import opd_user

# One program and a second one while it is replaced; a subscription for each kind of answer.
_LIMITS: Final = "max_connections: 4, max_subscriptions: 32, max_payload: 64KB, max_leafnodes: 0"


def opd_exports(opds: Iterable[OPDKey]) -> Iterator[str]:
    """Write what the office's account lets its OPDs reach."""
    for opd in opds:
        to = quoted(topology.opd_account(opd.office, opd.code))
        pull, acknowledge, command = map(quoted, topology.opd_subjects(opd.office, opd.code))
        # One pull brings many messages, so its answers are a stream.
        yield f"      {{ service: {pull}, response_type: stream, accounts: [{to}] }}"
        yield f"      {{ service: {acknowledge}, accounts: [{to}] }}"
        yield f"      {{ service: {command}, accounts: [{to}] }}"


def opd_account(opd: OPDKey) -> Iterator[str]:
    """Write the account of one OPD."""
    yield f"  {quoted(topology.opd_account(opd.office, opd.code))} {{"
    yield f"    limits {{ {_LIMITS} }}"
    yield "    users: ["
    yield from user(opd.public, opd_user(opd.office, opd.code))
    yield "    ]"
    yield "    imports: ["
    for subject in topology.opd_subjects(opd.office, opd.code):
        yield f"      {{ service: {{ account: {quoted(opd.office)}, subject: {quoted(subject)} }} }}"
    yield "    ]"
    yield "  }"
