"""Every kind of subject, with one of each: what can be said, and what can be listened to."""

from collections.abc import Iterator
from typing import Final

from tests.rights.purposes import NAMED

FACTS: Final = {
    "events": "pengaduan.{}.1.p1",
    "numbers": "nomor.{}.2026",
    "policies": "kebijakan.{}.ab12",
    "attachments": "lampiran.{}.p1.a1.0",
    "reports": "laporan.{}.beku.r1",
    "surveys": "skm.{}.tautan.ab12",
    "inbox": "masuk.{}.whatsapp.m1",
    "outbox": "keluar.{}.n1",
    "notices": "disposisi.{}.dinkes.p1",
    "notices_to_another": "disposisi.{}.disdik.p1",
    "timers": "jadwal.{}.p1.settle",
    "fired": "jatuh_tempo.{}.p1.settle",
    "bells": "bel.{}.1.p1",
    "inbox_bells": "bel_masuk.{}.whatsapp.m1",
}
STREAMS: Final = {
    "events": "PENGADUAN_{}_1",
    "numbers": "NOMOR_{}",
    "policies": "KEBIJAKAN_{}",
    "attachments": "LAMPIRAN_{}",
    "reports": "LAPORAN_{}",
    "surveys": "SKM_{}",
    "inbox": "MASUK_{}",
    "outbox": "KELUAR_{}",
    "advisories": "AUDIT_{}",
    "notices": "DISPOSISI_{}",
    "timers": "JADWAL_{}",
}
TO_STREAMS: Final = {
    "describe/INFO": "$JS.API.STREAM.INFO.{}",
    "read/MSG.GET": "$JS.API.STREAM.MSG.GET.{}",
    "read/DIRECT.GET": "$JS.API.DIRECT.GET.{}",
    "read/DIRECT.GET of one": "$JS.API.DIRECT.GET.{}.pengaduan.kampar.1.p1",
    "change/CREATE": "$JS.API.STREAM.CREATE.{}",
    "change/UPDATE": "$JS.API.STREAM.UPDATE.{}",
    "change/DELETE": "$JS.API.STREAM.DELETE.{}",
    "change/PURGE": "$JS.API.STREAM.PURGE.{}",
    "change/MSG.DELETE": "$JS.API.STREAM.MSG.DELETE.{}",
    "change/SNAPSHOT": "$JS.API.STREAM.SNAPSHOT.{}",
    "change/RESTORE": "$JS.API.STREAM.RESTORE.{}",
    "change/PEER.REMOVE": "$JS.API.STREAM.PEER.REMOVE.{}",
    "change/STEPDOWN": "$JS.API.STREAM.LEADER.STEPDOWN.{}",
    "change/CONSUMERS": "$JS.API.CONSUMER.LIST.{}",
    "change/CONSUMER NAMES": "$JS.API.CONSUMER.NAMES.{}",
    "change/CONSUMER.CREATE": "$JS.API.CONSUMER.CREATE.{}",
    "change/CONSUMER.CREATE named": "$JS.API.CONSUMER.CREATE.{}.mine",
    "change/CONSUMER.CREATE filtered": "$JS.API.CONSUMER.CREATE.{}.mine.pengaduan.kampar.1.p1",
    "change/CONSUMER.DURABLE": "$JS.API.CONSUMER.DURABLE.CREATE.{}.mine",
}
TO_CONSUMERS: Final = {
    "INFO": "$JS.API.CONSUMER.INFO.{}.{}",
    "NEXT": "$JS.API.CONSUMER.MSG.NEXT.{}.{}",
    "DELETE": "$JS.API.CONSUMER.DELETE.{}.{}",
    "RESET": "$JS.API.CONSUMER.RESET.{}.{}",
    "PAUSE": "$JS.API.CONSUMER.PAUSE.{}.{}",
    "UNPIN": "$JS.API.CONSUMER.UNPIN.{}.{}",
    "STEPDOWN": "$JS.API.CONSUMER.LEADER.STEPDOWN.{}.{}",
    "ACK": "$JS.ACK.{}.{}.1.1.1.1.0",
    "ACK2": "$JS.ACK._.ABCDEF.{}.{}.1.1.1.1.0",
    "FLOW": "$JS.FC.{}.{}.x",
}
CONSUMERS: Final = ("sla_monitor", "opd_dinkes", "opd_disdik")
SERVICES: Final = ("intake", "disposition", "sla_monitor", "reporting")
CALLERS: Final = ("cli", "portal", "sla_monitor", "auditor", "opd_dinkes", "opd_disdik")
USERS: Final = (
    *SERVICES,
    *(f"{service}_jawab" for service in SERVICES),
    *("cli", "portal", "auditor", "admin", "sys"),
)
API: Final = "$JS.API."
OF_NO_OFFICE: Final = {
    "api:INFO": "$JS.API.INFO",
    "api:NAMES": "$JS.API.STREAM.NAMES",
    "api:LIST": "$JS.API.STREAM.LIST",
    "api:ACCOUNT.PURGE": "$JS.API.ACCOUNT.PURGE.kampar",
    "api:MOVE": "$JS.API.ACCOUNT.STREAM.MOVE.kampar.PENGADUAN_kampar_1",
    "api:SERVER.REMOVE": "$JS.API.SERVER.REMOVE",
    "api:META.STEPDOWN": "$JS.API.META.LEADER.STEPDOWN",
    "api:SNAPSHOT.ACK": "$JS.SNAPSHOT.ACK.PENGADUAN_kampar_1.x",
    "domain:INFO": "$JS.hub.API.STREAM.INFO.PENGADUAN_kampar_1",
    "system:PING": "$SYS.REQ.SERVER.PING",
    "system:RELOAD": "$SYS.REQ.SERVER.NONE.RELOAD",
    "system:CONNZ": "$SYS.REQ.ACCOUNT.kampar.CONNZ",
    "system:USER.INFO": "$SYS.REQ.USER.INFO",
    "system:connected": "$SYS.ACCOUNT.kampar.CONNECT",
    "server:answer": "_R_.abcdef.1",
    "server:gateway": "_GR_.abcdef.x",
    "server:raft": "$NRG.P.x",
    "server:cluster": "$JSC.SYNC.x",
    "told:api": "$JS.EVENT.ADVISORY.API",
    "told:created": "$JS.EVENT.ADVISORY.STREAM.CREATED.PENGADUAN_kampar_1",
    "told:unread": "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.JADWAL_kampar.sla_monitor",
    "kept:key": "$KV.kampar.x",
    "kept:object": "$O.kampar.C.x",
    "other:mqtt": "$MQTT.sub.x",
    "other:ping": "$SRV.PING",
    "other:anything": "halo",
    "other:word": "pengaduan",
}


def said(own: str, other: str) -> dict[str, str]:
    """Name everything that can be said, as seen from one of two offices."""
    sides = {"own": own, "other": other}
    found = dict(OF_NO_OFFICE)
    found |= {f"inbox:{user}": f"_INBOX.{user}.x.1" for user in (*USERS, "stranger")}
    for side, office in sides.items():
        found |= {f"{side}:{name}": subject for name, subject in _of_office(office)}
    imported = {
        f"{NAMED}{name}": subject.replace(API, "jetstream.")
        for name, subject in found.items()
        if subject.startswith(API)
    }
    return found | imported


def heard(own: str, other: str) -> dict[str, str]:
    """Name everything that can be listened to: each of these, and many at once."""
    found = said(own, other) | {
        "all:everything": ">",
        "all:two": "*.*",
        "all:inboxes": "_INBOX.>",
        "all:answers": "_R_.>",
        "all:system": "$SYS.>",
        "all:jetstream": "$JS.>",
        "all:events": "pengaduan.>",
        "all:commands": "perintah.>",
    }
    for side, office in (("own", own), ("other", other)):
        found |= {
            f"{side}:all:events": f"pengaduan.{office}.*.*",
            f"{side}:all:under": f"pengaduan.{office}.>",
            f"{side}:all:bells": f"bel.{office}.*.*",
            f"{side}:all:inbox_bells": f"bel_masuk.{office}.*.*",
            f"{side}:all:office": f"*.{office}.>",
            f"{side}:all:notices": f"disposisi.{office}.>",
            f"{side}:queue:queries": f"tanya.{office}.*.* reporting",
            f"{side}:unqueued:queries": f"tanya.{office}.*.*",
        }
        for service in SERVICES:
            commands = f"perintah.{office}.*.{service}.*"
            found[f"{side}:queue:{service}"] = f"{commands} {service}"
            found[f"{side}:unqueued:{service}"] = commands
            found[f"{side}:another queue:{service}"] = f"{commands} mine"
    return found


def _of_office(office: str) -> Iterator[tuple[str, str]]:
    for kind, subject in FACTS.items():
        yield f"fact:{kind}", subject.format(office)
    for caller in CALLERS:
        for service in SERVICES:
            for command in ("Close", "Receive"):
                subject = f"perintah.{office}.{caller}.{service}.{command}"
                yield f"command:{caller}:{service}:{command}", subject
        yield f"query:{caller}:ShowCase", f"tanya.{office}.{caller}.ShowCase"
    for kind, named in STREAMS.items():
        stream = named.format(office)
        for verb, subject in TO_STREAMS.items():
            yield f"{kind}:{verb}", subject.format(stream)
        for consumer in CONSUMERS:
            for verb, subject in TO_CONSUMERS.items():
                yield f"{kind}:consumer/{consumer}/{verb}", subject.format(stream, consumer)
