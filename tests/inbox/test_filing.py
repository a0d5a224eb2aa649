"""A message that came by itself becomes a complaint, or a message of one, exactly once."""

from pathlib import Path

import msgspec
import pytest

from runtime.ids import new_id
from schemas.commands.inbox import DismissMessage, FileMessage, ShowRaw
from schemas.commands.intake import EraseIdentity, Void
from schemas.inbox_views import InboxDone, RawShown
from schemas.queries import ShowCase
from schemas.views import EventLine, HistoryView
from tests.attachments.files import picture, saved
from tests.inbox.graph import graph
from tests.inbox.inbox_kit import Hearing, a_phone, delivery, said
from tests.inbox.test_media import doors_at
from tests.support.life import HEAD

pytestmark = pytest.mark.asyncio(loop_scope="module")
FORM = "Budi Santoso#PT Maju Jaya#SIUP#Izin saya sudah tiga bulan belum terbit."


def words_of(event: EventLine) -> dict[str, str | None]:
    return {one.label: one.value for one in (*event.identity, *event.words)}


async def test_free_talk_of_a_stranger_becomes_a_complaint(inbox: Hearing) -> None:
    line = await inbox.heard(delivery(said("Pengurusan izin saya lambat.", sender=a_phone())))
    assert line.pengaduan_id is not None
    seen = await inbox.history(line.pengaduan_id, "Received")
    assert (seen.case.channel, seen.case.text) == ("sms_wa", "Pengurusan izin saya lambat.")


async def test_a_filled_form_is_taken_apart(inbox: Hearing) -> None:
    line = await inbox.heard(delivery(said(FORM, sender=a_phone())))
    assert line.pengaduan_id is not None
    seen = await inbox.history(line.pengaduan_id, "Received")
    told = words_of(seen.events[0])
    assert "Izin saya sudah tiga bulan belum terbit." in told.values()
    assert "SIUP" in told.values()


async def test_what_is_delivered_twice_is_received_once(inbox: Hearing) -> None:
    body = delivery(said("Petugas meminta uang.", sender=a_phone()))
    first = await inbox.keep(body)
    again = await inbox.keep(body)
    assert [one.message_id for one in first.messages] == [one.message_id for one in again.messages]
    assert [one.new for one in (*first.messages, *again.messages)] == [True, False]


async def test_further_messages_go_to_the_open_complaint(inbox: Hearing) -> None:
    phone = a_phone()
    first = await inbox.heard(delivery(said("Loket tutup terlalu cepat.", sender=phone)))
    await inbox.heard(delivery(said("Kejadiannya hari Senin.", sender=phone)))
    assert first.pengaduan_id is not None
    seen = await inbox.history(first.pengaduan_id, "Received", "MessageAdded")
    assert "Kejadiannya hari Senin." in words_of(seen.events[-1]).values()


async def test_one_delivery_of_three_messages_is_three_messages(inbox: Hearing) -> None:
    phone = a_phone()
    body = delivery(said("Satu.", sender=phone), said("Dua.", sender=phone), said("Tiga."))
    assert len((await inbox.keep(body)).messages) == 3


async def test_a_message_too_large_for_one_record_is_filed_too(inbox: Hearing) -> None:
    body = delivery(said("Panjang sekali. " * 6_500, sender=a_phone()))
    line = await inbox.heard(body)
    assert line.pengaduan_id is not None
    seen = await inbox.history(line.pengaduan_id, "Received")
    assert any("dipotong" in (text or "") for text in words_of(seen.events[0]).values())


async def test_what_cannot_be_read_waits_with_its_reason(inbox: Hearing) -> None:
    line = await inbox.heard(b'{"object": "whatsapp_business_account", "entry": [')
    assert (line.state, line.code) == ("waiting", "wa_unreadable")
    assert line.sentence is not None


async def test_a_waiting_message_is_shown_as_it_came(inbox: Hearing) -> None:
    line = await inbox.heard(b"bukan JSON: izin belum terbit")
    shown = await inbox.must(ShowRaw(message_id=line.message_id), RawShown)
    assert shown.raw == "bukan JSON: izin belum terbit"


async def test_an_officer_makes_a_waiting_message_a_complaint(inbox: Hearing) -> None:
    line = await inbox.heard(b"bukan JSON: tolong, izin saya hilang")
    done = await inbox.must(FileMessage(message_id=line.message_id), InboxDone)
    query = ShowCase(pengaduan_id=done.line.pengaduan_id, min_position=done.position)
    seen = await inbox.officer.see(query, HistoryView)
    assert done.position is not None
    assert seen.case.text == "bukan JSON: tolong, izin saya hilang"


async def test_an_officer_dismisses_a_waiting_message_once(inbox: Hearing) -> None:
    line = await inbox.heard(b"iklan pinjaman")
    order = DismissMessage(message_id=line.message_id, text="Iklan.")
    done = [await inbox.must(order, InboxDone) for _ in range(2)]
    assert [one.line.state for one in done] == ["dismissed", "dismissed"]


async def test_an_erased_message_can_be_read_by_nobody(inbox: Hearing) -> None:
    line = await inbox.heard(b"rahasia yang salah kirim")
    order = DismissMessage(message_id=line.message_id, text="Salah kirim.", erase=True)
    await inbox.must(order, InboxDone)
    answer = await inbox.officer.say("intake", ShowRaw(message_id=line.message_id))
    assert answer["code"] == "message_erased"


async def test_of_two_open_complaints_a_person_chooses(inbox: Hearing) -> None:
    phone = a_phone()
    forms = [FORM, FORM.replace("SIUP", "IMB")]
    opened = [await inbox.heard(delivery(said(form, sender=phone))) for form in forms]
    line = await inbox.heard(delivery(said("Bagaimana kelanjutannya?", sender=phone)))
    assert (line.state, line.code) == ("waiting", "several_open")
    assert line.suggestion in {one.pengaduan_id for one in opened}
    order = FileMessage(message_id=line.message_id, pengaduan_id=line.suggestion)
    await inbox.must(order, InboxDone)
    await inbox.history(line.suggestion or "", "Received", "MessageAdded")


async def test_what_a_complaint_does_not_take_comes_back_to_a_person(inbox: Hearing) -> None:
    line = await inbox.heard(delivery(said("Salah catat ini.", sender=a_phone())))
    assert line.pengaduan_id is not None
    await inbox.officer.do(
        "intake", Void(command_id=new_id(), pengaduan_id=line.pengaduan_id, text="Uji coba.")
    )
    waiting = await inbox.heard(b"bukan JSON lagi")
    answer = await inbox.officer.say(
        "intake", FileMessage(message_id=waiting.message_id, pengaduan_id=line.pengaduan_id)
    )
    assert answer["code"] == "already_voided"


async def test_a_receipt_is_told_and_its_message_destroyed(inbox: Hearing) -> None:
    status = {"id": "wamid.keluar", "status": "delivered", "timestamp": "1790000000"}
    line = await inbox.heard(delivery(statuses=(status | {"recipient_id": a_phone()},)))
    assert line.state == "receipt"
    answer = await inbox.officer.say("intake", ShowRaw(message_id=line.message_id))
    assert answer["code"] == "message_erased"


async def test_an_sms_of_the_same_person_finds_the_complaint_of_whatsapp(inbox: Hearing) -> None:
    phone = a_phone()
    first = await inbox.heard(delivery(said("Kantor tutup.", sender=phone)))
    body = f"id=1&from=%2B{phone}&to=8000&content=Masih+tutup+sampai+sekarang".encode()
    second = await inbox.heard(body, "sms", content_type="application/x-www-form-urlencoded")
    assert (second.state, second.pengaduan_id) == ("filed", first.pengaduan_id)


async def test_a_picture_is_attached_though_meta_fails_at_first(inbox: Hearing, root: Path) -> None:
    async with graph() as meta:
        meta.files["media-1"] = saved(picture(), "PNG")
        meta.faults.append(503)
        doors_at(root / "secrets", meta.url)
        image = {"id": "media-1", "mime_type": "image/png", "caption": "Ini buktinya."}
        message = said("", sender=a_phone(), type="image", image=image)
        del message["text"]
        line = await inbox.heard(delivery(message))
        assert line.pengaduan_id is not None
        seen = await inbox.history(line.pengaduan_id, "Received", "AttachmentAdded")
    assert seen.case.text == "Ini buktinya."


async def test_a_file_that_is_gone_comes_before_a_person(inbox: Hearing, root: Path) -> None:
    async with graph() as meta:
        doors_at(root / "secrets", meta.url)
        voice = {"id": "hilang", "mime_type": "audio/ogg; codecs=opus"}
        message = said("", sender=a_phone(), type="audio", audio=voice)
        del message["text"]
        kept = await inbox.keep(delivery(message))
        line = await inbox.settled(kept, lambda one: one.state == "waiting")
    assert line.code == "media_refused"
    assert line.suggestion is not None


async def test_nobody_is_told_of_a_message_that_is_not_there(inbox: Hearing) -> None:
    answer = await inbox.officer.say("intake", ShowRaw(message_id=new_id()))
    assert answer["code"] == "unknown_message"


async def test_a_channel_that_the_office_does_not_have_is_refused(inbox: Hearing) -> None:
    order = {"type": "KeepMessage", "adapter": "sms", "account": "a", "channel": "telegram"}
    payload = msgspec.json.encode(order | {"body": "aGFsbw=="})
    answer = await inbox.officer.send("intake", "KeepMessage", payload)
    assert answer["code"] == "unknown_code"


async def test_erasing_a_person_destroys_what_came_by_itself(inbox: Hearing, root: Path) -> None:
    phone = a_phone()
    first = await inbox.heard(delivery(said("Kata kenari kuningnya satu.", sender=phone)))
    second = await inbox.heard(delivery(said("Kata kenari kuningnya dua.", sender=phone)))
    assert first.pengaduan_id is not None
    await inbox.officer.do(
        "intake",
        EraseIdentity(
            command_id=new_id(),
            pengaduan_id=first.pengaduan_id,
            by=HEAD,
            basis="permintaan_pelapor",
        ),
    )
    for line in (first, second):
        answer = await inbox.officer.say("intake", ShowRaw(message_id=line.message_id))
        assert answer["code"] == "message_erased"


async def test_after_an_erasure_the_person_is_a_stranger(inbox: Hearing) -> None:
    phone = a_phone()
    first = await inbox.heard(delivery(said("Loket dua selalu kosong.", sender=phone)))
    assert first.pengaduan_id is not None
    await inbox.officer.do(
        "intake",
        EraseIdentity(
            command_id=new_id(),
            pengaduan_id=first.pengaduan_id,
            by=HEAD,
            basis="permintaan_pelapor",
        ),
    )
    line = await inbox.heard(delivery(said("Saya lapor lagi.", sender=phone)))
    assert line.pengaduan_id not in {None, first.pengaduan_id}


async def test_nothing_of_a_message_lies_in_the_clear(inbox: Hearing, root: Path) -> None:
    phone, words = a_phone(), "Kata murai batunya di loket lima."
    body = delivery(said(words, sender=phone), profile={"name": "Nama Merak Hijau"})
    line = await inbox.heard(body)
    assert line.state == "filed"
    traces = (words.encode(), phone.encode(), phone[2:].encode(), b"Merak Hijau", b"wamid.")
    files = [path for path in root.rglob("*") if path.is_file()]
    lying = {str(path): data for path in files if (data := path.read_bytes())}
    assert any(b"masuk.bengkalis.whatsapp." in data for data in lying.values())
    found = [(name, one) for name, data in lying.items() for one in traces if one in data]
    assert found == []
