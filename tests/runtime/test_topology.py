"""Names of subjects and streams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime import topology as t
from runtime.addresses import UnusableTokenError
from runtime.streams import streams

tokens = st.from_regex(r"[A-Za-z0-9_-]+", fullmatch=True)
offices = st.from_regex(r"[a-z0-9_-]+", fullmatch=True)


@given(office=offices, caller=tokens, service=tokens, command=tokens)
def test_a_commands_subject_is_read_back(
    office: str, caller: str, service: str, command: str
) -> None:
    subject = t.command_subject(office, caller, service, command)
    assert t.parse_command_subject(subject) == t.CommandAddress(office, caller, service, command)


@given(office=offices, caller=tokens, query=tokens)
def test_a_querys_subject_is_read_back(office: str, caller: str, query: str) -> None:
    subject = t.query_subject(office, caller, query)
    assert t.parse_query_subject(subject) == t.QueryAddress(office, caller, query)


@pytest.mark.parametrize("token", ["", "a.b", "*", ">", "a b", "a\n", "é"])
def test_a_token_that_would_reach_further_is_refused(token: str) -> None:
    with pytest.raises(UnusableTokenError) as refused:
        t.event_subject("bengkalis", token)
    assert refused.value.token == token


def test_an_office_in_capitals_is_refused() -> None:
    with pytest.raises(UnusableTokenError):
        t.event_stream("Bengkalis")


@pytest.mark.parametrize("subject", ["tanya.kampar.cli.rekap", "perintah.kampar.cli.intake", ""])
def test_what_is_no_command_is_refused(subject: str) -> None:
    with pytest.raises(t.UnreadableSubjectError) as refused:
        t.parse_command_subject(subject)
    assert refused.value.subject == subject


@pytest.mark.parametrize("subject", ["perintah.kampar.cli.intake.Receive", "tanya.kampar.cli", ""])
def test_what_is_no_query_is_refused(subject: str) -> None:
    with pytest.raises(t.UnreadableSubjectError) as refused:
        t.parse_query_subject(subject)
    assert refused.value.subject == subject


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (t.event_subject("kampar", "p1"), "pengaduan.kampar.1.p1"),
        (t.event_stream("kampar", 2), "PENGADUAN_kampar_2"),
        (t.events_of("kampar"), "pengaduan.kampar.*.*"),
        (t.events_of("kampar", 2), "pengaduan.kampar.2.*"),
        (t.bells_of("kampar"), "bel.kampar.*.*"),
        (t.bell_told("kampar", 2), "bel.kampar.2.{{wildcard(1)}}"),
        (t.number_subject("kampar", 2026), "nomor.kampar.2026"),
        (t.policy_subject("kampar", "ab12"), "kebijakan.kampar.ab12"),
        (t.report_subject("kampar", "beku", "r1"), "laporan.kampar.beku.r1"),
        (t.outbox_subject("kampar", "n1"), "keluar.kampar.n1"),
        (t.attachment_subject("kampar", "p1", "a1", 7), "lampiran.kampar.p1.a1.7"),
        (t.timer_subject("kampar", "p1", "settle"), "jadwal.kampar.p1.settle"),
        (t.due_subject("kampar", "p1", "settle"), "jatuh_tempo.kampar.p1.settle"),
        (t.relay_subject("kampar", "plh", "p1"), "disposisi.kampar.plh.p1"),
        (t.commands_of("kampar", "intake"), "perintah.kampar.*.intake.*"),
        (t.queries_of("kampar"), "tanya.kampar.*.*"),
        (t.inbox("cli"), "_INBOX.cli"),
    ],
)
def test_names_that_lie_on_disk_stay(name: str, expected: str) -> None:
    assert name == expected


def test_a_second_volume_has_a_stream_of_its_own() -> None:
    names = [stream.name for stream in streams("kampar", volumes=2)]
    assert names == list(t.stream_names("kampar", volumes=2))
