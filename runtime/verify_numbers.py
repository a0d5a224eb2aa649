"""Checks that numbers run without a gap, were given out once, and are carried by their owners."""

from collections.abc import Iterable, Iterator

import msgspec

from runtime.ids import parse_number
from runtime.stream_scan import Scanned
from runtime.topology import number_stream
from runtime.verify_chain import Named
from runtime.verify_report import Finding, UnusedNumber, finding
from schemas.records import Allotment

_decode = msgspec.json.Decoder(Allotment).decode


class NumberCheck:
    """The numbers of one office."""

    def __init__(self, office: str) -> None:
        self.findings: list[Finding] = []
        self._stream = number_stream(office)
        self._next: dict[str, int] = {}
        self._owners: dict[tuple[int, int], str] = {}

    @property
    def allotted(self) -> int:
        """How many different numbers were given out."""
        return len(self._owners)

    def take(self, message: Scanned, _digest: str) -> None:
        """Check the next run of numbers."""
        try:
            allotment = _decode(message.payload)
        except msgspec.DecodeError:
            self._note("allotment_unreadable", message.sequence)
            return
        self._check_run(message, allotment)
        for running, pengaduan_id in enumerate(allotment.pengaduan_ids, allotment.first):
            self._owners.setdefault((allotment.year, running), pengaduan_id)

    def compare(self, used: Iterable[tuple[str, Named]]) -> tuple[UnusedNumber, ...]:
        """Hold the numbers that complaints carry against those given out; answer the unused."""
        carried: dict[tuple[int, int], Named] = {}
        for text, place in used:
            number = parse_number(text)
            if number is None:
                self._note_used("number_unreadable", place, number=text)
                continue
            key = (number.year, number.running)
            other = carried.setdefault(key, place)
            if other is not place:
                self._note_used("number_twice", place, number=text, other=other.pengaduan_id)
            self._check_owner(text, key, place)
        return tuple(self._unused(carried))

    def _check_run(self, message: Scanned, allotment: Allotment) -> None:
        expected = self._next.get(message.subject, 1)
        if allotment.first != expected:
            code = "number_run_broken" if allotment.first > expected else "number_allotted_twice"
            year, found = allotment.year, allotment.first
            self._note(code, message.sequence, year=year, found=found, expected=expected)
        end = allotment.first + len(allotment.pengaduan_ids)
        self._next[message.subject] = max(expected, end)

    def _check_owner(self, text: str, key: tuple[int, int], place: Named) -> None:
        owner = self._owners.get(key)
        if owner is None:
            self._note_used("number_not_allotted", place, number=text)
        elif owner != place.pengaduan_id:
            self._note_used("number_of_another", place, number=text)

    def _unused(self, carried: dict[tuple[int, int], Named]) -> Iterator[UnusedNumber]:
        for (year, running), owner in sorted(self._owners.items()):
            if (year, running) not in carried:
                yield UnusedNumber(year=year, running=running, pengaduan_id=owner)

    def _note(self, code: str, sequence: int, **values: str | int) -> None:
        self.findings.append(
            finding(code, self._stream, sequence=sequence, pengaduan_id=None, **values)
        )

    def _note_used(self, code: str, place: Named, **values: str | int) -> None:
        self.findings.append(
            finding(
                code,
                place.stream,
                sequence=place.sequence,
                pengaduan_id=place.pengaduan_id,
                **values,
            )
        )
