"""What the server answers to a publish, and what is made of it."""

import asyncio
from collections.abc import Sequence

import msgspec
import pytest

from engine.errors import StoreRefusedError, StoreUnavailableError, WrongExpectedVersionError
from engine.jetstream import api
from tests.support.engine import CODEC, commit, fill, new_id
from tests.support.engine_sites import STREAM, JetStreamSite, subject_of


async def _published(
    site: JetStreamSite, payloads: Sequence[tuple[str, bytes, str]], expected: int
) -> list[api.PubAck]:
    """Publish to one subject at once, and answer in bare words."""
    client = await site.client()

    def headers(id_: str) -> dict[str, str]:
        guard = {"Nats-Expected-Last-Subject-Sequence": str(expected)}
        return {"Nats-Msg-Id": id_, "Nats-Expected-Stream": STREAM, **guard}

    answers = await asyncio.gather(
        *[
            client.request(subject, payload, timeout=5, headers=headers(id_))
            for subject, payload, id_ in payloads
        ]
    )
    return [api.acks.decode(answer.data) for answer in answers]


async def test_a_lost_race_is_one_of_the_codes_that_are_looked_into(
    nats_site: JetStreamSite,
) -> None:
    await fill(await nats_site.open(), subject_of("a"), 1)
    (ack,) = await _published(nats_site, [(subject_of("a"), b"{}", new_id())], 0)
    assert ack.error is not None
    assert ack.error.err_code in api.LOST_RACE


async def test_of_a_race_on_the_wire_every_loser_has_such_a_code(nats_site: JetStreamSite) -> None:
    for race in range(20):
        rivals = [(subject_of(str(race)), b"{}", new_id()) for _ in range(4)]
        acks = await _published(nats_site, rivals, 0)
        errors = [ack.error for ack in acks if ack.error is not None]
        assert len(errors) == 3
        assert {error.err_code for error in errors} <= api.LOST_RACE


async def test_a_repeat_on_the_wire_is_told_as_a_duplicate_or_has_a_known_code(
    nats_site: JetStreamSite,
) -> None:
    known = {*api.LOST_RACE, api.DUPLICATE_IN_PROCESS}
    for race in range(20):
        same = (subject_of(str(race)), b"{}", new_id())
        first, *others = sorted(
            await _published(nats_site, [same] * 4, 0), key=lambda ack: ack.duplicate
        )
        told = [ack for ack in (first, *others) if ack.error is None]
        assert len({ack.seq for ack in told}) == 1
        assert {ack.error.err_code for ack in (first, *others) if ack.error is not None} <= known


@pytest.mark.parametrize("err_code", [10071, 10164, 10201])
def test_a_lost_race_is_lost(err_code: int) -> None:
    error = api.ApiError(err_code=err_code, code=400)
    assert api.verdict(error, "s") == api.Unsettled(lost=True)


@pytest.mark.parametrize(
    ("err_code", "code"),
    [(10158, 409), (10163, 503), (10008, 503), (10077, 503), (10047, 500), (10167, 429)],
)
def test_what_passes_is_not_settled(err_code: int, code: int) -> None:
    error = api.ApiError(err_code=err_code, code=code)
    assert api.verdict(error, "s") == api.Unsettled(lost=False)


@pytest.mark.parametrize(("err_code", "code"), [(10060, 400), (10109, 400), (10054, 400)])
def test_what_the_stream_does_not_take_is_refused(err_code: int, code: int) -> None:
    with pytest.raises(StoreRefusedError) as refused:
        api.verdict(api.ApiError(err_code=err_code, code=code, description="no"), "s")
    assert refused.value.fields == {"subject": "s", "err_code": err_code, "reason": "no"}


@pytest.mark.parametrize("answer", [b"", b"{}", b"[1]", b'{"stream": "S"}'])
def test_an_answer_that_acknowledges_nothing_is_no_answer(answer: bytes) -> None:
    with pytest.raises(StoreUnavailableError):
        api.read_ack(answer, "s")


def test_headers_are_as_long_as_on_the_wire() -> None:
    assert api.size_of({"A": "b"}) == len("NATS/1.0\r\nA: b\r\n\r\n")


@pytest.mark.parametrize("spare", [-1, 0])
async def test_the_limit_is_the_servers_own_to_the_byte(
    nats_site: JetStreamSite, spare: int
) -> None:
    log = await nats_site.open_log()
    limit = (await nats_site.client()).max_payload
    id_ = new_id()
    fixed = {"Nats-Msg-Id": id_, "Nats-Expected-Last-Subject-Sequence": "0"}
    headers = api.size_of({**fixed, "Nats-Expected-Stream": STREAM})
    empty = msgspec.json.encode({"id": id_, "fill": ""})
    room = limit - headers - len(empty) + spare
    payload = msgspec.json.encode({"id": id_, "fill": "x" * room})
    assert await log.append(subject_of("a"), payload, expected=0) == 1


async def test_a_place_that_rubbish_took_is_a_lost_race(nats_site: JetStreamSite) -> None:
    await nats_site.write_raw(subject_of("a"), b"rubbish")
    store = await nats_site.open()
    with pytest.raises(WrongExpectedVersionError):
        await store.append(subject_of("a"), commit(), expected=0)


async def test_a_repeat_answers_the_bytes_that_are_stored(nats_site: JetStreamSite) -> None:
    store = await nats_site.open()
    first = await store.append(subject_of("a"), commit(id_="same"), expected=0)
    again = await store.append(subject_of("a"), commit(id_="same"), expected=0)
    assert (first, first.digest) == (again, again.digest)
    assert CODEC.encode(again.commit) == CODEC.encode(first.commit)
