"""What one may try from inside, with the bodies that would make each of them work."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from runtime import topology as t
from runtime.streams import streams
from tests.rights.office import OFFICES, Attacker

Attack = Callable[[Attacker, str], Awaitable[None]]
SOON: Final = 100_000_000  # nanoseconds; the server takes nothing shorter


async def steal_by_sequence(by: Attacker, office: str) -> None:
    await by.say(f"$JS.API.STREAM.MSG.GET.{t.event_stream(office)}", {"seq": 1})


async def steal_by_subject(by: Attacker, office: str) -> None:
    stream, subject = t.event_stream(office), t.event_subject(office, "p1")
    await by.say(f"$JS.API.STREAM.MSG.GET.{stream}", {"last_by_subj": subject})
    await by.say(f"$JS.API.DIRECT.GET.{stream}.{subject}")


async def steal_directly(by: Attacker, office: str) -> None:
    stream = t.event_stream(office)
    await by.say(f"$JS.API.DIRECT.GET.{stream}", {"seq": 1, "batch": 100})


async def steal_the_notices(by: Attacker, office: str) -> None:
    """Of every OPD."""
    for code in ("dinkes", "disdik"):
        consumer = f"{t.relay_stream(office)}.{t.opd_caller(code)}"
        await by.say(f"$JS.API.CONSUMER.MSG.NEXT.{consumer}", {"batch": 10, "no_wait": True})


async def read_through_a_consumer(by: Attacker, office: str) -> None:
    """One of one's own, with a filter of one's own, by each way of making one."""
    stream, everything = t.event_stream(office), f"pengaduan.{office}.>"
    for named in ("CREATE.{0}.mine", "CREATE.{0}.mine.{1}", "DURABLE.CREATE.{0}.mine"):
        body = _consumer(stream, durable_name="mine", filter_subject=everything)
        await by.say(f"$JS.API.CONSUMER.{named.format(stream, everything)}", body)
    await by.say(f"$JS.API.CONSUMER.MSG.NEXT.{stream}.mine", {"batch": 10, "no_wait": True})


async def fill_anothers_inbox(by: Attacker, office: str) -> None:
    """Have all events delivered to somebody else."""
    stream = t.event_stream(office)
    body = _consumer(stream, deliver_subject=f"{t.inbox('cli')}.stolen", ack_policy="none")
    await by.say(f"$JS.API.CONSUMER.CREATE.{stream}", body)


async def widen_a_consumer(by: Attacker, office: str) -> None:
    """Have one's own notices be everybody's."""
    stream, name = t.relay_stream(office), t.opd_caller("dinkes")
    body = _consumer(stream, durable_name=name, filter_subject=t.relays_of(office))
    await by.say(f"$JS.API.CONSUMER.CREATE.{stream}.{name}", body)
    await by.say(f"$JS.API.CONSUMER.DURABLE.CREATE.{stream}.{name}", body)


async def remove_a_consumer(by: Attacker, office: str) -> None:
    await by.say(f"$JS.API.CONSUMER.DELETE.{t.timer_stream(office)}.{t.SLA_CONSUMER}")


async def rewind_a_consumer(by: Attacker, office: str) -> None:
    consumer = f"{t.timer_stream(office)}.{t.SLA_CONSUMER}"
    await by.say(f"$JS.API.CONSUMER.RESET.{consumer}", {"seq": 1})
    await by.say(f"$JS.API.CONSUMER.PAUSE.{consumer}", {"pause_until": "2099-01-01T00:00:00Z"})


async def purge(by: Attacker, office: str) -> None:
    await by.say(f"$JS.API.STREAM.PURGE.{t.event_stream(office)}", {})


async def delete_a_message(by: Attacker, office: str) -> None:
    await by.say(f"$JS.API.STREAM.MSG.DELETE.{t.event_stream(office)}", {"seq": 1})


async def delete_the_stream(by: Attacker, office: str) -> None:
    await by.say(f"$JS.API.STREAM.DELETE.{t.event_stream(office)}")


async def lower_the_limits(by: Attacker, office: str) -> None:
    await _update(by, office, max_msgs=1, discard="old")


async def set_an_age(by: Attacker, office: str) -> None:
    await _update(by, office, max_age=SOON, duplicate_window=SOON)


async def open_it_for_deleting(by: Attacker, office: str) -> None:
    await _update(by, office, deny_delete=False, deny_purge=False)
    await delete_a_message(by, office)


async def copy_the_stream(by: Attacker, office: str) -> None:
    stream = t.event_stream(office)
    body = {"deliver_subject": by.inbox, "chunk_size": 1024}
    await by.say(f"$JS.API.STREAM.SNAPSHOT.{stream}", body)
    mirror = {"name": "MINE", "storage": "memory", "mirror": {"name": stream}}
    await by.say("$JS.API.STREAM.CREATE.MINE", mirror)


async def put_another_in_its_place(by: Attacker, office: str) -> None:
    stream = t.event_stream(office)
    await by.say(f"$JS.API.STREAM.RESTORE.{stream}", {"config": {"name": stream}, "state": {}})
    body = {"name": "MINE", "subjects": [t.events_of(office)]}
    await by.say("$JS.API.STREAM.CREATE.MINE", body)


async def acknowledge_for_another(by: Attacker, office: str) -> None:
    """The timer that the monitor has in hand, in both forms that servers know."""
    consumer = f"{t.timer_stream(office)}.{t.SLA_CONSUMER}"
    place = f"1.2.1.{time.time_ns()}.0"
    await by.say(f"$JS.ACK.{consumer}.{place}", b"+ACK")
    await by.say(f"$JS.ACK._.ABCDEFGH.{consumer}.{place}", b"+ACK")
    await by.say(f"$JS.ACK._.ABCDEFGH.{consumer}.{place}.x", b"+TERM")


async def write_an_event(by: Attacker, office: str) -> None:
    await by.say(t.event_subject(office, "forged"), b"forged")


async def write_into_the_audit(by: Attacker, _: str) -> None:
    await by.say("$JS.EVENT.ADVISORY.API", b"forged")


async def speak_as_the_server(by: Attacker, office: str) -> None:
    """Ask the system, and answer in its stead."""
    await by.say("$SYS.REQ.SERVER.PING")
    await by.say(f"$SYS.REQ.ACCOUNT.{office}.CONNZ", {"subscriptions": True})
    await by.say(f"{t.inbox('cli')}.stolen", b"forged")


async def listen_everywhere(by: Attacker, office: str) -> None:
    """To all subjects, by wildcards of every width."""
    for subject in (
        ">",
        f"pengaduan.{office}.>",
        f"pengaduan.{office}.1.*",
        f"disposisi.{office}.>",
        f"*.{office}.>",
        f"perintah.{office}.>",
        f"tanya.{office}.*.*",
        "_R_.>",
        "$JS.>",
        "$SYS.>",
        *(f"_INBOX.{user}.>" for user in ("cli", "intake", "auditor") if user != by.role),
    ):
        await by.client.subscribe(subject, cb=by.take)


def _consumer(stream: str, **settings: Any) -> dict[str, Any]:
    config = {"ack_policy": "explicit", "deliver_policy": "all", **settings}
    return {"stream_name": stream, "config": config}


async def _update(by: Attacker, office: str, **settings: Any) -> None:
    wanted = streams(office)[0]
    config = {k: v for k, v in wanted.as_dict().items() if v is not None}
    await by.say(f"$JS.API.STREAM.UPDATE.{wanted.name}", config | settings)


READING: Final[tuple[Attack, ...]] = (
    steal_by_sequence,
    steal_by_subject,
    steal_directly,
    steal_the_notices,
)
MANAGING: Final[tuple[Attack, ...]] = (
    read_through_a_consumer,
    fill_anothers_inbox,
    widen_a_consumer,
    remove_a_consumer,
    rewind_a_consumer,
    purge,
    delete_a_message,
    delete_the_stream,
    lower_the_limits,
    set_an_age,
    open_it_for_deleting,
    copy_the_stream,
    put_another_in_its_place,
)
SPEAKING: Final[tuple[Attack, ...]] = (
    acknowledge_for_another,
    write_an_event,
    write_into_the_audit,
    speak_as_the_server,
    listen_everywhere,
)
ATTACKS: Final = (*READING, *MANAGING, *SPEAKING)
ENTITLED: Final[dict[str, tuple[str, ...]]] = {
    **{attack.__name__: ("admin",) for attack in (*READING, *MANAGING)},
    # These read events, or write them, as their work.
    **{
        attack.__name__: ("intake", "disposition", "sla_monitor", "reporting", "auditor", "admin")
        for attack in (steal_by_sequence, steal_by_subject, steal_directly)
    },
    "write_an_event": ("intake", "disposition", "sla_monitor"),
    "acknowledge_for_another": ("sla_monitor",),
    "steal_the_notices": ("admin", "opd_dinkes", "opd_disdik"),
    # The flags of the stream bind the administrator too.
    "purge": (),
    "delete_a_message": (),
}
"""Who may do it in its own office by its very purpose."""
HOME, ABROAD = OFFICES
HARMFUL: Final[tuple[Attack, ...]] = (
    *READING,
    read_through_a_consumer,
    fill_anothers_inbox,
    widen_a_consumer,
    remove_a_consumer,
    rewind_a_consumer,
    delete_the_stream,
    lower_the_limits,
    set_an_age,
    acknowledge_for_another,
    write_an_event,
)
"""What a user with every right does harm with; the server itself refuses the others."""
