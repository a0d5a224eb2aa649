"""Commands at the desk: what is sealed, what is refused, what is written."""

import msgspec
import pytest

from runtime.ids import new_id
from runtime.sealing import Wrapped
from schemas.answers import Done
from schemas.commands import disposition as say
from schemas.commands.base import Happened
from schemas.plaintexts import (
    AnsweredContent,
    CorrectedContent,
    DisposedContent,
    ForwardedContent,
    Identity,
    Words,
)
from tests.disposition import kit
from tests.disposition.counter import NOW, Counter
from tests.disposition.desk import DISPOSE, content, done, last_event, refused
from tests.disposition.kit import OTHER_ID, WORDS, at
from tests.support import samples as s
from tests.support.life import OFFICER


async def test_a_disposition_goes_from_the_office_to_the_agency_and_back(counter: Counter) -> None:
    await done(counter, DISPOSE)
    await done(counter, kit.accept(disposition_id=1), "opd_dinkes")
    await done(counter, kit.clarify(disposition_id=1, text=WORDS), "opd_dinkes")
    await done(counter, kit.answer(text=WORDS, channel="sms_wa"))
    close = kit.close(outcome="ditindaklanjuti", text=WORDS, by=OFFICER)
    closed = await done(counter, close, "portal")
    assert (closed.version, closed.events) == (8, ("Closed",))


async def test_the_same_command_is_done_once(counter: Counter) -> None:
    first = await counter.say(kit.add_note(text=WORDS))
    second = await counter.say(kit.add_note(text=WORDS))
    assert isinstance(first, Done)
    assert second == msgspec.structs.replace(first, repeated=True)
    assert len(await counter.history()) == 4


async def test_the_words_of_a_disposition_are_sealed(counter: Counter) -> None:
    await done(counter, DISPOSE)
    assert await content(counter, DisposedContent) == DisposedContent(
        instruction=WORDS, summary="Izin apotek"
    )


async def test_a_disposition_without_words_has_no_box(counter: Counter) -> None:
    await done(counter, kit.to_opd("dinkes"))
    assert (await last_event(counter)).sealed.content is None


async def test_an_answer_keeps_what_was_found_and_done(counter: Counter) -> None:
    await done(counter, kit.answer(text="Sudah terbit", examination="Tertahan", follow_up="Terbit"))
    assert await content(counter, AnsweredContent) == AnsweredContent(
        text="Sudah terbit", examination="Tertahan", follow_up="Terbit"
    )


async def test_an_agency_without_a_code_is_named_in_the_box(counter: Counter) -> None:
    await done(counter, kit.forward(agency_name="Kantor Camat", text=WORDS))
    assert await content(counter, ForwardedContent) == ForwardedContent(
        agency="Kantor Camat", reason=WORDS
    )


async def test_a_note_is_sealed(counter: Counter) -> None:
    await done(counter, kit.add_note(text=WORDS))
    assert await content(counter, Words) == Words(text=WORDS)


async def test_no_word_of_a_person_is_stored_in_clear(counter: Counter) -> None:
    await done(counter, kit.answer(text=s.REPORTER_TEXT))
    reason = "Salah dengar"
    await done(
        counter,
        kit.correct(target=at(1), field="identity.name", new=s.REPORTER_NAME, reason=reason),
    )
    stored = msgspec.json.encode(await counter.history())
    for words in (s.REPORTER_TEXT, s.REPORTER_NAME, reason):
        assert words.encode() not in stored


@pytest.mark.parametrize("agency", [{}, {"agency": "bpn", "agency_name": "BPN"}])
async def test_a_forwarding_names_one_agency(counter: Counter, agency: dict[str, str]) -> None:
    answer = await refused(counter, kit.forward(text=WORDS, **agency))
    assert answer.code == "agency_unclear"


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (kit.to_opd("tidak_ada"), "to"),
        (kit.dispose(to=say.To(kind="unit", code="dinkes")), "to"),
        (kit.return_it(disposition_id=1, reason="malas", text=WORDS), "reason"),
        (kit.answer(text=WORDS, channel="merpati"), "channel"),
        (kit.forward(agency="tidak_ada", text=WORDS), "agency"),
        (kit.wait(party="reporter", reason="entah"), "reason"),
        (kit.wait(party="outside", reason="menunggu_instansi", agency="entah"), "agency"),
        (kit.close(outcome="entah", text=WORDS), "outcome"),
        (kit.reopen(reason="entah", text=WORDS), "reason"),
        (kit.correct(target=at(1), field="channel", new="merpati", reason=WORDS), "channel"),
        (kit.correct(target=at(1), field="visibility", new="umum", reason=WORDS), "visibility"),
        (kit.correct(target=at(3), field="kind", new="entah", reason=WORDS), "kind"),
    ],
)
async def test_a_code_is_one_of_the_policy(
    counter: Counter, command: say.DispositionCommand, field: str
) -> None:
    answer = await refused(counter, command)
    assert (answer.code, answer.fields["field"]) == ("unknown_code", field)


async def test_a_reason_to_wait_belongs_to_one_party(counter: Counter) -> None:
    answer = await refused(counter, kit.wait(party="outside", reason="menunggu_dokumen"))
    assert (answer.code, answer.fields) == (
        "wait_party_differs",
        {"reason": "menunggu_dokumen", "party": "outside", "wanted": "reporter"},
    )


async def test_no_agency_is_named_while_the_reporter_is_waited_for(counter: Counter) -> None:
    said = kit.wait(party="reporter", reason="menunggu_dokumen", agency="bpn")
    assert (await refused(counter, said)).code == "agency_not_awaited"


async def test_the_words_of_a_wait_are_sealed(counter: Counter) -> None:
    await done(counter, kit.wait(party="outside", reason="menunggu_instansi", text=WORDS))
    assert await content(counter, Words) == Words(text=WORDS)
    await done(counter, kit.resume(party="outside", text="Surat sudah tiba"))
    assert await content(counter, Words) == Words(text="Surat sudah tiba")


async def test_a_corrected_reason_is_one_for_the_same_party(counter: Counter) -> None:
    await done(counter, kit.wait(party="reporter", reason="menunggu_dokumen"))
    other = kit.correct(target=at(4), field="reason", new="menunggu_instansi", reason=WORDS)
    assert (await refused(counter, other)).code == "unknown_code"
    right = kit.correct(target=at(4), field="reason", new="menunggu_konfirmasi", reason=WORDS)
    assert (await done(counter, right)).events == ("Corrected",)


async def test_an_original_is_a_complaint_of_the_office(counter: Counter) -> None:
    answer = await refused(counter, kit.link(original=OTHER_ID))
    assert (answer.code, answer.fields) == ("unknown_complaint", {"pengaduan_id": OTHER_ID})


async def test_a_duplicate_is_linked_to_a_complaint_of_the_office(counter: Counter) -> None:
    assert (await done(counter, kit.link(original=s.ORIGINAL_ID))).events == ("Linked",)


async def test_two_complaints_are_not_duplicates_of_each_other(counter: Counter) -> None:
    await counter.write(s.linked(original=s.PENGADUAN_ID), pengaduan_id=s.ORIGINAL_ID)
    answer = await refused(counter, kit.link(original=s.ORIGINAL_ID))
    assert answer.code == "original_is_duplicate"


async def test_an_unknown_complaint_is_told(counter: Counter) -> None:
    command = msgspec.structs.replace(kit.link(original=OTHER_ID), pengaduan_id=new_id())
    answer = await refused(counter, command)
    assert answer.fields == {"pengaduan_id": command.pengaduan_id}


async def test_a_corrected_identity_stands_in_the_identity_box_alone(counter: Counter) -> None:
    said = kit.correct(
        target=at(1), field="identity.name", old="Siti", new=s.REPORTER_NAME, reason="Salah dengar"
    )
    await done(counter, said)
    assert await content(counter, CorrectedContent) == CorrectedContent(reason="Salah dengar")
    box = (await last_event(counter)).sealed.identity
    assert box is not None
    wrapped = Wrapped(box, s.PENGADUAN_ID, "identity", "Corrected")
    assert await counter.opener.open(wrapped, Identity) == Identity(name=s.REPORTER_NAME)


async def test_a_reason_names_nobody(counter: Counter) -> None:
    reason = f"Bukan Siti, tetapi {s.REPORTER_NAME.upper()}"
    said = kit.correct(target=at(1), field="identity.name", new=s.REPORTER_NAME, reason=reason)
    assert (await refused(counter, said)).code == "identity_in_reason"


async def test_a_corrected_text_keeps_both_values_sealed(counter: Counter) -> None:
    said = kit.correct(
        target=at(1), field="content.place", old="Loket 3", new="Loket 2", reason=WORDS
    )
    await done(counter, said)
    assert await content(counter, CorrectedContent) == CorrectedContent(
        old="Loket 3", new="Loket 2", reason=WORDS
    )


async def test_a_corrected_code_stands_in_clear(counter: Counter) -> None:
    await done(counter, kit.correct(target=at(1), field="channel", new="website", reason=WORDS))
    event = await last_event(counter)
    assert isinstance(event, type(s.corrected()))
    assert (event.old, event.new) == ("whatsapp", "website")


@pytest.mark.parametrize(
    ("field", "new", "code"),
    [
        ("occurred.on", "7 Juli 2026", "unreadable_value"),
        ("occurred.on", "1812-01-01", "unreadable_value"),
        ("occurred.on", "2026-07-11", "occurred_in_future"),
        ("occurred.at", "kemarin", "unreadable_value"),
        ("occurred.at", "2026-07-07T10:00:00", "unreadable_value"),
        ("occurred.at", "2026-07-08T10:00:00+07:00", "moment_off_day"),
        ("occurred.at", "2026-07-07T20:00:00Z", "moment_off_day"),
        ("identity.umur", "30", "not_correctable"),
    ],
)
async def test_a_wrong_new_value_is_told(counter: Counter, field: str, new: str, code: str) -> None:
    said = kit.correct(target=at(1), field=field, new=new, reason=WORDS)
    assert (await refused(counter, said)).code == code


async def test_a_corrected_moment_is_stored_in_utc(counter: Counter) -> None:
    moment = "2026-07-07T10:00:00+07:00"
    await done(counter, kit.correct(target=at(1), field="occurred.at", new=moment, reason=WORDS))
    event = await last_event(counter)
    assert isinstance(event, type(s.corrected()))
    assert (event.old, event.new) == ("2026-07-07T02:15:30.120000Z", "2026-07-07T03:00:00Z")


async def test_what_happened_earlier_keeps_its_day(counter: Counter) -> None:
    day = Happened(on=s.DAY)
    await done(counter, msgspec.structs.replace(DISPOSE, occurred=day))
    event = await last_event(counter)
    assert event.occurred is not None
    assert (event.occurred.on, event.occurred.at) == (s.DAY, None)
    assert (await counter.history())[-1].recorded_at == NOW


async def test_nothing_is_written_where_it_is_so_already(counter: Counter) -> None:
    await done(counter, DISPOSE)
    answer = await done(counter, DISPOSE)
    assert (answer.events, answer.version) == ((), 4)
