"""Takes an OPD's dispositions: python opd_client.py nats://HOST:PORT OFFICE CODE SEED_FILE."""

import asyncio
import json
import sys
import uuid

import nats


async def main(url: str, office: str, code: str, seed_file: str) -> None:
    client = await nats.connect(url, nkeys_seed=seed_file)

    async def say(command: str, notice: dict, **fields: str) -> dict | None:
        # The same id each time: a command that is said again is done once.
        command_id = str(uuid.uuid5(uuid.UUID(notice["id"]), command))
        about = {key: notice[key] for key in ("pengaduan_id", "disposition_id")}
        said = {"type": command, "command_id": command_id, **about, **fields}
        subject = f"perintah.{office}.opd_{code}.disposition.{command}"
        reply = await client.request(subject, json.dumps(said).encode(), timeout=10)
        answer = json.loads(reply.data)
        print(command, notice["number"], answer["type"], answer.get("code", ""))
        return answer if answer["type"] == "done" else None

    mine = await client.jetstream().pull_subscribe_bind(f"opd_{code}", f"DISPOSISI_{office}")
    for message in await mine.fetch(10, timeout=30):
        notice = json.loads(message.data)
        if notice["state"] == "disposed" and await say("Accept", notice):
            if read := await say("ReadDisposition", notice):  # the office records it
                print(read["disposition"]["summary"])
            await say("Clarify", notice, text="Permohonan sedang diperiksa.")
        await message.ack_sync()  # without it the notice comes again after a minute
    await client.close()


asyncio.run(main(*sys.argv[1:5]))
