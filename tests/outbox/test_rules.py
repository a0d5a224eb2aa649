"""The rules of one notice: once, later where that is safe, and a person at last."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from schemas import notices as n
from services.disposition.outbox import orders as o
from services.disposition.outbox.rules import OUTBOX, PAUSES
from services.disposition.outbox.state import Notice
from tests.support.sample_notices import notice_queued
from tests.support.spec import Spec

NOW = dt.datetime(2026, 7, 10, 3, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
UNTIL = NOW + MINUTE
QUEUED = notice_queued(channels=("whatsapp", "email", "letter"))
SPEC: Spec[o.NoticeOrder, o.NoticeOrder, Notice, n.NoticeEvent] = Spec(OUTBOX, lambda order: order)
BEGUN = n.NoticeAttempted(attempt=1, channel="whatsapp", until=UNTIL)
DOUBT = n.NoticeInDoubt(attempt=1, channel="whatsapp", code="lost")
LOST = n.NoticeHandedOver(reason="outcome_unknown")


def report(outcome: o.Outcome, attempt: int = 1) -> o.Report:
    return o.Report(attempt, outcome, NOW)


def failed(code: str, following: str, at: dt.datetime = NOW) -> n.NoticeFailed:
    return n.NoticeFailed(
        attempt=1, channel="whatsapp", code=code, next_channel=following, next_at=at
    )


def test_a_notice_is_queued_once() -> None:
    SPEC.given().when(o.Queue(QUEUED)).then(QUEUED)
    SPEC.given(QUEUED).when(o.Queue(QUEUED)).then()


def test_a_notice_that_only_a_person_can_carry_is_theirs_at_once() -> None:
    letter = notice_queued(channels=("letter",))
    SPEC.given().when(o.Queue(letter)).then(letter, n.NoticeHandedOver(reason="letter"))


def test_an_attempt_is_written_before_it_is_made() -> None:
    SPEC.given(QUEUED).when(o.Begin(NOW, UNTIL)).then(BEGUN)


def test_nobody_begins_what_another_has_begun() -> None:
    SPEC.given(QUEUED, BEGUN).when(o.Begin(NOW, UNTIL)).then_refused("notice_not_due")


def test_what_was_taken_is_never_begun_again() -> None:
    sent = n.NoticeSent(attempt=1, channel="whatsapp", receipt="ab")
    SPEC.given(QUEUED, BEGUN).when(report(o.Taken("ab"))).then(sent)
    SPEC.given(QUEUED, BEGUN, sent).when(o.Begin(NOW, UNTIL)).then_refused("notice_not_due")


def test_a_report_of_an_older_attempt_says_nothing() -> None:
    SPEC.given(QUEUED, BEGUN).when(report(o.Taken(), attempt=2)).then()


def test_the_same_channel_is_tried_again_after_a_pause() -> None:
    SPEC.given(QUEUED, BEGUN).when(report(o.Later("http_503"))).then(
        failed("http_503", "whatsapp", NOW + PAUSES[0])
    )


def test_a_provider_may_ask_for_a_longer_pause_but_not_for_ever() -> None:
    hour, week = dt.timedelta(hours=1), dt.timedelta(days=7)
    SPEC.given(QUEUED, BEGUN).when(report(o.Later("http_429", hour))).then(
        failed("http_429", "whatsapp", NOW + hour)
    )
    SPEC.given(QUEUED, BEGUN).when(report(o.Later("http_429", week))).then(
        failed("http_429", "whatsapp", NOW + dt.timedelta(days=1))
    )


def test_what_a_channel_will_never_take_goes_by_the_next_one() -> None:
    SPEC.given(QUEUED, BEGUN).when(report(o.Never("outside_window"))).then(
        failed("outside_window", "email")
    )


def test_after_the_last_channel_comes_a_letter_and_so_a_person() -> None:
    begun = n.NoticeAttempted(attempt=1, channel="email", until=UNTIL)
    onward = n.NoticeFailed(
        attempt=1, channel="email", code="smtp_550", next_channel="letter", next_at=NOW
    )
    SPEC.given(notice_queued(channels=("email", "letter")), begun).when(
        report(o.Never("smtp_550"))
    ).then(onward, n.NoticeHandedOver(reason="letter"))


def test_a_lost_outcome_is_a_persons() -> None:
    SPEC.given(QUEUED, BEGUN).when(report(o.Unknown("lost"))).then(DOUBT, LOST)


def test_a_lost_outcome_is_said_again_where_the_receiver_knows_it_by_its_id() -> None:
    SPEC.given(QUEUED, BEGUN).when(report(o.Unknown("lost", again=True))).then(
        failed("lost", "whatsapp", NOW + PAUSES[0])
    )


def test_a_receipt_tells_of_an_attempt_whose_answer_was_lost() -> None:
    said = o.Receipt("delivered", None, NOW, "ab")
    sent = n.NoticeSent(attempt=1, channel="whatsapp", receipt="ab")
    arrived = n.NoticeDelivered(channel="whatsapp", status="delivered")
    for history in ((DOUBT, LOST), ()):
        SPEC.given(QUEUED, BEGUN, *history).when(said).then(sent, arrived)


def test_receipts_may_come_twice_and_out_of_order() -> None:
    sent = n.NoticeSent(attempt=1, channel="whatsapp", receipt="ab")
    read = n.NoticeDelivered(channel="whatsapp", status="read")
    SPEC.given(QUEUED, BEGUN, sent, read).when(o.Receipt("delivered", None, NOW)).then()
    SPEC.given(QUEUED, BEGUN, sent, read).when(o.Receipt("read", None, NOW)).then()


def test_what_did_not_arrive_goes_by_the_next_channel() -> None:
    sent = n.NoticeSent(attempt=1, channel="whatsapp", receipt="ab")
    lost = n.NoticeDelivered(channel="whatsapp", status="undelivered", code="131026")
    SPEC.given(QUEUED, BEGUN, sent).when(o.Receipt("undelivered", "131026", NOW)).then(
        lost, failed("131026", "email")
    )


def test_a_person_sends_again_only_what_is_with_them_or_waits() -> None:
    again = n.NoticeRetried(channel="email")
    SPEC.given(QUEUED, BEGUN, DOUBT, LOST).when(o.Again("email")).then(again)
    SPEC.given(QUEUED).when(o.Again("email")).then(again)
    SPEC.given(QUEUED, BEGUN).when(o.Again()).then_refused("notice_not_with_person")


def test_a_person_cannot_send_by_a_way_that_there_is_not() -> None:
    SPEC.given(QUEUED, BEGUN, DOUBT, LOST).when(o.Again("sms")).then_refused("no_way_to_send")


def test_only_what_is_with_a_person_is_printed() -> None:
    SPEC.given(QUEUED).when(o.Print()).then_refused("notice_not_with_person")
    SPEC.given(QUEUED, BEGUN, DOUBT, LOST).when(o.Print()).then(n.NoticePrinted())


def test_what_is_under_way_cannot_be_dropped() -> None:
    SPEC.given(QUEUED).when(o.Drop("opted_out")).then(n.NoticeDropped(reason="opted_out"))
    SPEC.given(QUEUED, BEGUN).when(o.Drop("opted_out")).then()


outcomes = st.one_of(
    st.builds(o.Taken),
    st.builds(o.Later, st.just("later"), st.none() | st.timedeltas(dt.timedelta(), MINUTE * 90)),
    st.builds(o.Never, st.just("never")),
    st.builds(o.Unknown, st.just("lost"), st.booleans()),
)


@given(st.lists(outcomes, max_size=40), st.permutations(("whatsapp", "sms", "email")))
def test_whatever_the_channels_answer_it_ends_and_is_taken_at_most_once(
    answers: list[o.Outcome], channels: list[str]
) -> None:
    spec = SPEC.after(o.Queue(notice_queued(channels=tuple(channels))))
    now, taken, left = NOW, 0, iter(answers)
    while spec.state.phase == "waiting":
        now = max(now, spec.state.next_at or now)
        outcome = next(left, o.Taken())
        spec = spec.after(o.Begin(now, now + MINUTE))
        spec = spec.after(o.Report(spec.state.attempt, outcome, now))
        taken += isinstance(outcome, o.Taken) or (
            isinstance(outcome, o.Unknown) and not outcome.again
        )
    assert spec.state.phase in {"sent", "handed_over"}
    assert taken <= 1


def test_nothing_is_decided_about_a_notice_that_there_is_not() -> None:
    SPEC.given().when(o.Print()).then_refused("no_such_notice")
