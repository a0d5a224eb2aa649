"""What tests of commands at the desk ask and see."""

from typing import TypeVar

import msgspec

from runtime.ids import new_id
from runtime.sealing import Wrapped
from schemas.answers import Done, Refused
from schemas.commands import disposition as say
from schemas.events import PengaduanEvent
from tests.disposition import kit
from tests.disposition.counter import Counter
from tests.disposition.kit import WORDS
from tests.support import samples as s

P = TypeVar("P", bound=msgspec.Struct)
DISPOSE = kit.to_opd("dinkes", instruction=WORDS, summary="Izin apotek")


async def last_event(counter: Counter) -> PengaduanEvent:
    return (await counter.history())[-1].events[-1]


async def content(counter: Counter, shape: type[P]) -> P | None:
    event = await last_event(counter)
    box = event.sealed.content
    assert box is not None
    wrapped = Wrapped(box, s.PENGADUAN_ID, "content", type(event).__name__)
    return await counter.opener.open(wrapped, shape)


async def refused(
    counter: Counter, command: say.DispositionCommand, caller: str = "cli"
) -> Refused:
    answer = await counter.say(command, caller)
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer


async def done(counter: Counter, command: say.DispositionCommand, caller: str = "cli") -> Done:
    answer = await counter.say(again(command), caller)
    assert isinstance(answer, Done), answer
    return answer


def again(command: say.DispositionCommand) -> say.DispositionCommand:
    """The same said anew, not repeated."""
    return msgspec.structs.replace(command, command_id=new_id())
