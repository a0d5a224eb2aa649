"""A bulk import, commits in flight together, beside raw guarded publishes of the same bytes."""

import asyncio
import hashlib
import random
import time

from benchmarks.bench import (
    OFFICE,
    SEED,
    compare,
    connected,
    heading,
    rate,
    server,
    temporary_home,
)
from engine.jetstream.direct import DirectReader
from policy.load import load_all
from runtime import ids, topology
from runtime.home import Home
from runtime.logs import log_to
from runtime.nats_server import NatsServer
from runtime.office import Office
from schemas.commands import register as say
from services.intake.service import IntakeService

ROWS = 5000
ROUNDS = 3
HEADING = (
    "No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    "Hasil Pemeriksaan,Tindak Lanjut,Keterangan"
)
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus")


async def run() -> bool:
    """Print what an import does beside raw publishes of what it wrote."""
    heading("bulk import")
    ours: list[float] = []
    raw: list[float] = []
    for number in range(ROUNDS):
        async with temporary_home() as home, server(home) as nats:
            log_to(home.logs / "import.log")
            ours.append(await import_rows(nats, home, register(ROWS, SEED + number)))
            raw.append(await _publish_again(nats, home))
    return compare("rows to raw guarded publishes", ours, raw, 0.5)


def register(rows: int, seed: int) -> bytes:
    """A register as Bengkalis keeps it, with made-up people."""
    draw = random.Random(seed)
    lines = [HEADING]
    for number in range(1, rows + 1):
        day, month = draw.randint(1, 26), draw.choice(MONTHS)
        phone = f"0812{draw.randint(10**7, 10**8 - 1)}"
        text = "Izin belum terbit sesudah sebulan menunggu " * draw.randint(1, 4)
        lines.append(
            f"{number}.,Whatsapp Contoh {number} {phone},{day} {month} 2023 {text},"
            f"{day + 1} {month} 2023 Telah diperiksa,Ditindaklanjuti petugas,Via whatsapp,Selesai"
        )
    return "\n".join(lines).encode()


async def import_rows(nats: NatsServer, home: Home, data: bytes) -> float:
    service = IntakeService(Office(OFFICE, (nats.url,), home), load_all()[OFFICE])
    await service.start()
    try:
        return await _run(service, data)
    finally:
        await service.stop()


async def _run(service: IntakeService, data: bytes) -> float:
    importer = service.importer
    import_id = ids.new_id()
    parts = [data[at : at + say.PART_SIZE] for at in range(0, len(data), say.PART_SIZE)]
    for index, part in enumerate(parts):
        await importer.upload(say.UploadPart(import_id=import_id, index=index, data=part))
    digest = hashlib.sha256(data).hexdigest()
    start = time.perf_counter()
    order = say.RunImport(import_id=import_id, parts=len(parts), digest=digest, file="bench.csv")
    report = await importer.run(order, "bench")
    while report.state == "running":
        await asyncio.sleep(0.02)
        report = await importer.show(say.ShowImport(import_id=import_id))
    rows = data.count(b"\n")
    if report.added != rows:
        raise RuntimeError(f"{report.added} of {rows} rows were added")
    return rows / (time.perf_counter() - start)


async def _publish_again(nats: NatsServer, home: Home) -> float:
    client = await connected(nats, home, "intake")
    payloads: list[bytes] = []
    reader = DirectReader(client, topology.event_stream(OFFICE))
    while len(payloads) < ROWS:
        query = {"seq": len(payloads) + 1}
        await reader.batch(query, lambda payload, _, __: payloads.append(payload), limit=500)

    async def publish(number: int) -> int:
        name = ids.new_id()
        headers = {"Nats-Msg-Id": name, "Nats-Expected-Last-Subject-Sequence": "0"}
        subject = topology.event_subject(OFFICE, name)
        answer = await client.request(subject, payloads[number], timeout=30, headers=headers)
        if b'"seq"' not in answer.data:
            raise RuntimeError(answer.data.decode())
        return 1

    try:
        return await rate(publish, ROWS)
    finally:
        await client.close()
