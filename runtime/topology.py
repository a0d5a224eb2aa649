"""Every subject and every stream, and the only place where their names are spelled.

An office's code is lower case in all of them. Stream names carry the office because
acknowledgement subjects hold no account: equal names in two accounts could be mixed up.
"""

from typing import Final

from runtime.addresses import (
    CommandAddress,
    QueryAddress,
    UnreadableSubjectError,
)
from runtime.addresses import office_token as _office
from runtime.addresses import token as _token

SERVICES: Final = ("intake", "disposition", "sla_monitor", "reporting")
CALLERS: Final = ("cli", "portal")
COMMANDERS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "sla_monitor": (("disposition", "Close"),),
}
"""The services that tell others what to do: each with whom it tells, and what."""
SLA_CONSUMER: Final = "sla_monitor"
OPD_PREFIX: Final = "opd_"
API: Final = "$JS.API"
IMPORTED_API: Final = "jetstream"
"""Under which name an account that has no JetStream of its own reaches the office's."""


def event_stream(office: str, volume: int = 1) -> str:
    return f"PENGADUAN_{_office(office)}_{volume:d}"


def event_subject(office: str, pengaduan_id: str, volume: int = 1) -> str:
    return f"pengaduan.{_office(office)}.{volume:d}.{_token(pengaduan_id)}"


def events_of(office: str, volume: int | None = None) -> str:
    """Name the subjects of all complaints of an office, or of one volume of it."""
    return f"pengaduan.{_office(office)}.{'*' if volume is None else volume}.*"


def bells_of(office: str, volume: int | None = None) -> str:
    """Name the subjects on which it is told that an event was stored, and no more of it."""
    return f"bel.{_office(office)}.{'*' if volume is None else volume}.*"


def bell_told(office: str, volume: int) -> str:
    """Name a bell in the words of the server that rings it: the id is the event's own."""
    return bells_of(office, volume).replace("*", "{{wildcard(1)}}")


def number_stream(office: str) -> str:
    return f"NOMOR_{_office(office)}"


def number_subject(office: str, year: int) -> str:
    return f"nomor.{_office(office)}.{year:d}"


def numbers_of(office: str) -> str:
    return f"nomor.{_office(office)}.*"


def policy_stream(office: str) -> str:
    return f"KEBIJAKAN_{_office(office)}"


def policy_subject(office: str, sha256: str) -> str:
    return f"kebijakan.{_office(office)}.{_token(sha256)}"


def policies_of(office: str) -> str:
    return f"kebijakan.{_office(office)}.*"


def report_stream(office: str) -> str:
    return f"LAPORAN_{_office(office)}"


def report_subject(office: str, kind: str, report_id: str) -> str:
    return f"laporan.{_office(office)}.{_token(kind)}.{_token(report_id)}"


def reports_of(office: str) -> str:
    return f"laporan.{_office(office)}.>"


def survey_stream(office: str) -> str:
    return f"SKM_{_office(office)}"


def survey_subject(office: str, kind: str, id_: str) -> str:
    return f"skm.{_office(office)}.{_token(kind)}.{_token(id_)}"


def surveys_of(office: str) -> str:
    return f"skm.{_office(office)}.>"


def outbox_stream(office: str) -> str:
    return f"KELUAR_{_office(office)}"


def outbox_subject(office: str, notice_id: str) -> str:
    return f"keluar.{_office(office)}.{_token(notice_id)}"


def outbox_of(office: str) -> str:
    return f"keluar.{_office(office)}.*"


def inbox_stream(office: str) -> str:
    return f"MASUK_{_office(office)}"


def inbox_subject(office: str, adapter: str, message_id: str) -> str:
    return f"masuk.{_office(office)}.{_token(adapter)}.{_token(message_id)}"


def inbox_of(office: str) -> str:
    return f"masuk.{_office(office)}.*.*"


def inbox_bells_of(office: str) -> str:
    """Name the subjects on which it is told that a raw message was stored or settled."""
    return f"bel_masuk.{_office(office)}.*.*"


def inbox_bell_told(office: str) -> str:
    """Name such a bell in the words of the server that rings it."""
    return f"bel_masuk.{_office(office)}.{{{{wildcard(1)}}}}.{{{{wildcard(2)}}}}"


def attachment_stream(office: str) -> str:
    return f"LAMPIRAN_{_office(office)}"


def attachment_subject(office: str, pengaduan_id: str, attachment_id: str, index: int) -> str:
    return f"lampiran.{_office(office)}.{_token(pengaduan_id)}.{_token(attachment_id)}.{index:d}"


def attachments_of(office: str) -> str:
    return f"lampiran.{_office(office)}.*.*.*"


def timer_stream(office: str) -> str:
    return f"JADWAL_{_office(office)}"


def timer_subject(office: str, pengaduan_id: str, clock: str) -> str:
    return f"jadwal.{_office(office)}.{_token(pengaduan_id)}.{_token(clock)}"


def timers_of(office: str) -> str:
    return f"jadwal.{_office(office)}.>"


def due_subject(office: str, pengaduan_id: str, clock: str) -> str:
    return f"jatuh_tempo.{_office(office)}.{_token(pengaduan_id)}.{_token(clock)}"


def parse_due_subject(subject: str) -> tuple[str, str]:
    """Read which complaint's clock fired.

    Raises:
        UnreadableSubjectError: It is not a fired timer's subject.
    """
    match subject.split("."):
        case ["jatuh_tempo", _, pengaduan_id, clock]:
            return pengaduan_id, clock
        case _:
            raise UnreadableSubjectError(subject, "jatuh_tempo.<office>.<id>.<clock>")


def due_of(office: str) -> str:
    return f"jatuh_tempo.{_office(office)}.>"


def relay_stream(office: str) -> str:
    return f"DISPOSISI_{_office(office)}"


def relay_subject(office: str, opd: str, pengaduan_id: str) -> str:
    return f"disposisi.{_office(office)}.{_token(opd)}.{_token(pengaduan_id)}"


def relays_of(office: str) -> str:
    return f"disposisi.{_office(office)}.*.*"


def relays_to(office: str, opd: str) -> str:
    """Name the notices to one OPD."""
    return f"disposisi.{_office(office)}.{_token(opd)}.*"


def opd_caller(opd: str) -> str:
    """Name an OPD as one who says commands; its durable consumer has the same name."""
    return f"{OPD_PREFIX}{_token(opd)}"


def opd_account(office: str, opd: str) -> str:
    """Name an OPD's account: the same code at another office is another agency."""
    # No code holds a slash, so no two pairs make one name.
    return f"opd/{_office(office)}/{_token(opd)}"


def user_account(office: str, user: str) -> str:
    """Name the account of a user who stands apart from the office's own."""
    return f"{_office(office)}/{_token(user)}"


def opd_subjects(office: str, opd: str) -> tuple[str, str, str]:
    """Name all that an OPD may say: pull its notices, acknowledge them, command."""
    consumer = f"{relay_stream(office)}.{opd_caller(opd)}"
    return (
        f"$JS.API.CONSUMER.MSG.NEXT.{consumer}",
        f"$JS.ACK.{consumer}.>",
        commands_by(office, opd_caller(opd)),
    )


def audit_stream(office: str) -> str:
    return f"AUDIT_{_office(office)}"


def command_subject(office: str, caller: str, service: str, command: str) -> str:
    return f"perintah.{_office(office)}.{_token(caller)}.{_token(service)}.{_token(command)}"


def commands_of(office: str, service: str) -> str:
    """Name all commands to one service, whoever says them."""
    return f"perintah.{_office(office)}.*.{_token(service)}.*"


def commands_by(office: str, caller: str) -> str:
    """Name all commands that one caller may say."""
    return f"perintah.{_office(office)}.{_token(caller)}.>"


def parse_command_subject(subject: str) -> CommandAddress:
    """Read who commands what of whom.

    Raises:
        UnreadableSubjectError: It is not a command's subject.
    """
    match subject.split("."):
        case ["perintah", office, caller, service, command]:
            return CommandAddress(office, caller, service, command)
        case _:
            raise UnreadableSubjectError(subject, "perintah.<office>.<caller>.<service>.<command>")


def query_subject(office: str, caller: str, query: str) -> str:
    return f"tanya.{_office(office)}.{_token(caller)}.{_token(query)}"


def queries_of(office: str) -> str:
    return f"tanya.{_office(office)}.*.*"


def queries_by(office: str, caller: str) -> str:
    return f"tanya.{_office(office)}.{_token(caller)}.>"


def parse_query_subject(subject: str) -> QueryAddress:
    """Read who asks what.

    Raises:
        UnreadableSubjectError: It is not a query's subject.
    """
    match subject.split("."):
        case ["tanya", office, caller, query]:
            return QueryAddress(office, caller, query)
        case _:
            raise UnreadableSubjectError(subject, "tanya.<office>.<caller>.<query>")


def inbox(user: str) -> str:
    """Name the prefix under which one user, and nobody else, hears answers."""
    return f"_INBOX.{_token(user)}"


def fact_streams(office: str, volumes: int = 1) -> tuple[str, ...]:
    """Name the streams that nothing may ever leave."""
    events = tuple(event_stream(office, volume) for volume in range(1, volumes + 1))
    told = (number_stream(office), policy_stream(office), report_stream(office))
    files = (attachment_stream(office), survey_stream(office), inbox_stream(office))
    return (*events, *told, *files, outbox_stream(office), audit_stream(office))


def stream_names(office: str, volumes: int = 1) -> tuple[str, ...]:
    return (*fact_streams(office, volumes), relay_stream(office), timer_stream(office))
