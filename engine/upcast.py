"""Reads events of older shapes: each becomes the one event that it would be written as today.

An event whose meaning changed gets a new tag; a step, a pure function from mapping to
mapping, leads from the old tag to the next one. Steps run at the one place where bytes
become commits, and only when the bytes do not decode as they are, so that today's commits
cost nothing. Stored bytes, and with them the chain of digests, stay as they were.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec

from engine.errors import EngineError

T = TypeVar("T")
Event: TypeAlias = Mapping[str, Any]
Step: TypeAlias = Callable[[Event], Event]


class UpcastError(EngineError, ValueError):
    """A step failed, or leads back to a tag that it came from: mend the step."""

    code = "upcast_failed"


class Upcasters:
    """The steps from every tag ever stored to today's.

    Args:
        steps: Old tag → what makes the next event of it.
        tag: The field that holds an event's tag.
        events: The field that holds a commit's events.
    """

    def __init__(
        self, steps: Mapping[str, Step], *, tag: str = "type", events: str = "events"
    ) -> None:
        self._steps = dict(steps)
        self._tag = tag
        self._events = events

    def event(self, event: Event) -> Event:
        """Today's event of one that may be older; today's stays as it is.

        Raises:
            UpcastError: A step failed, or the steps do not come to an end.
        """
        passed: set[str] = set()
        while (step := self._steps.get(tag := event[self._tag])) is not None:
            if tag in passed:
                raise UpcastError(tag=tag, cause="loop")
            passed.add(tag)
            try:
                event = step(event)
            except (LookupError, TypeError, ValueError) as error:
                raise UpcastError(tag=tag, cause=type(error).__name__) from error
        return event

    def decoder(self, decode: Callable[[bytes], T]) -> Callable[[bytes], T]:
        """Wrap a strict decoder of commits, for a `Codec`.

        The wrapped one raises what `decode` raises where no step can help.
        """

        def tolerant(payload: bytes) -> T:
            try:
                return decode(payload)
            except msgspec.ValidationError:
                return decode(self._renewed(payload))

        return tolerant

    def _renewed(self, payload: bytes) -> bytes:
        commit = msgspec.json.decode(payload)
        match commit:
            case {self._events: [*events]} if all(self._tagged(event) for event in events):
                commit[self._events] = [self.event(event) for event in events]
                return msgspec.json.encode(commit)
            case _:
                return payload

    def _tagged(self, event: object) -> bool:
        return isinstance(event, dict) and isinstance(event.get(self._tag), str)
