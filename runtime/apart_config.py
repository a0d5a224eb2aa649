"""The accounts of those who ask the server itself: each service, and the auditor.

The server sends the answers of its API and its acknowledgements to whatever address the
asker names, be it the subject of an event. In an account without JetStream no stream hears
that address: what arrives at the office bears one that the server made.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from runtime import topology
from runtime.nats_text import LIMITS, listed, quoted, user
from runtime.permissions import Permissions

# Every account has an import of `$JS.API.>` from the server, which answers that JetStream is
# not enabled, so the office's API stands under another name. Clients need not know of it.
_MAPPING: Final = f'mappings: {{ "{topology.API}.>": "{topology.IMPORTED_API}.>" }}'
# Many messages answer one request, so the server cannot tell which is the last.
_MANY: Final = {
    f"{topology.API}.DIRECT.GET.": ', response_type: stream, response_threshold: "15s"',
    f"{topology.API}.CONSUMER.MSG.NEXT.": ", response_type: stream",
}


def apart_exports(office: str, users: Mapping[str, Permissions]) -> Iterator[str]:
    """Write what the office's account lets these users reach."""
    said = _by_subject(office, {name: allowed.publish for name, allowed in users.items()})
    for subject, accounts in said.items():
        who = listed(accounts)
        yield f"      {{ service: {quoted(subject)}{_answers(subject)}, accounts: [{who}] }}"
    heard = _by_subject(office, {name: _heard(name, allowed) for name, allowed in users.items()})
    for subject, accounts in heard.items():
        yield f"      {{ stream: {quoted(subject)}, accounts: [{listed(accounts)}] }}"


def apart_account(office: str, name: str, public: str, allowed: Permissions) -> Iterator[str]:
    """Write the account of one user."""
    yield f"  {quoted(topology.user_account(office, name))} {{"
    yield f"    {_MAPPING}"
    yield f"    {LIMITS}"
    yield "    users: ["
    # What is said is mapped first and judged afterwards.
    said = tuple(map(_imported, allowed.publish))
    yield from user(public, Permissions(said, allowed.subscribe))
    yield "    ]"
    yield "    imports: ["
    for subject in allowed.publish:
        source = f"account: {quoted(office)}, subject: {quoted(subject)}"
        yield f"      {{ service: {{ {source} }}, to: {quoted(_imported(subject))} }}"
    for subject in _heard(name, allowed):
        yield f"      {{ stream: {{ account: {quoted(office)}, subject: {quoted(subject)} }} }}"
    yield "    ]"
    yield "  }"


def _heard(name: str, allowed: Permissions) -> tuple[str, ...]:
    own = f"{topology.inbox(name)}.>"
    return tuple(subject for subject in allowed.subscribe if subject != own)


def _by_subject(office: str, subjects: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    accounts: dict[str, list[str]] = {}
    for name, said in subjects.items():
        for subject in said:
            accounts.setdefault(subject, []).append(topology.user_account(office, name))
    return accounts


def _answers(subject: str) -> str:
    return next((form for start, form in _MANY.items() if subject.startswith(start)), "")


def _imported(subject: str) -> str:
    verb = subject.removeprefix(f"{topology.API}.")
    return subject if verb == subject else f"{topology.IMPORTED_API}.{verb}"
