"""A complaint by the citizen's own hand: the form, which needs no JavaScript, and its receipt."""

from typing import Final

import structlog
from litestar import get, post
from litestar.exceptions import TooManyRequestsException
from litestar.response import Redirect, Template

from engine.sql import DatabaseUnavailableError
from portal.citizen import files, lodging, receipts
from portal.citizen.promises import promises_on
from portal.citizen.proofs import Given
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.front import client_of
from portal.line import OutageError
from portal.offices import Desk
from portal.render import today_in
from portal.safety import at_most, too_often
from portal.showing import AnyRequest, page, tell
from schemas.answers import Done, Refused

log = structlog.get_logger(__name__)
SENDS: Final = 20
SENDS_WITHOUT_WORK: Final = 3
UNPROVEN: Final = "Jawab pertanyaan ini dengan angka, agar kami tahu Anda bukan mesin."


@get("/{office:str}/lapor", name="lapor")
async def form(request: AnyRequest) -> Template:
    """Ask what happened."""
    return _form(request, desk_of(request), 200, {}, {"sifat": "terbuka"})


@post("/{office:str}/lapor", name="lapor_kirim", middleware=[at_most(SENDS, "lapor").middleware])
async def lodge(request: AnyRequest) -> Template | Redirect:
    """Take a complaint in, or show the form again with everything that was typed."""
    desk, given = desk_of(request), await fields_of(request)
    chosen = await files.chosen(given.files("berkas"))
    wrong = lodging.wrong_fields(desk.loaded.policy, given)
    if sentence := files.wrong_with(chosen, desk.loaded.policy.attachments):
        wrong["berkas"] = sentence
    if wrong:
        return _form(request, desk, 422, wrong, given.typed)
    command = lodging.receive(given)
    try:
        if not await _proven(request, desk, given, command.pengaduan_id):
            return _form(request, desk, 422, {"jawaban": UNPROVEN}, given.typed)
        outcome = await desk.line.say("intake", command)
    except (OutageError, DatabaseUnavailableError) as error:
        log.warning("portal_lodging_outage", office=desk.code)
        sentence = str(error) if isinstance(error, OutageError) else str(OutageError("portal"))
        return _form(request, desk, 503, {"sistem": sentence}, given.typed)
    if isinstance(outcome, Refused):
        log.info("portal_lodging_refused", office=desk.code, code=outcome.code)
        return _form(request, desk, 422, {"sistem": outcome.sentence}, given.typed)
    return await _received(request, desk, outcome, chosen)


async def _received(
    request: AnyRequest, desk: Desk, done: Done, chosen: list[files.Chosen]
) -> Redirect:
    refused = (await files.attach(desk.line, done.pengaduan_id, chosen)).wrong
    if done.receipt is not None:
        code = done.receipt.tracking_code or ""
        await receipts.hand(request, desk, done.receipt.number, code, refused)
    return Redirect(f"/{desk.code}/tanda-terima")


@get("/{office:str}/tanda-terima", name="tanda_terima")
async def receipt(request: AnyRequest) -> Template | Redirect:
    """Number, code and promised dates; shown to the browser that sent the form, for an hour."""
    desk = desk_of(request)
    handed = await receipts.handed(request, desk)
    if handed is None:
        return Redirect(f"/{desk.code}/lacak")
    address = receipts.tracking_address(request, desk, handed.code)
    return page(
        request,
        desk,
        "tanda_terima.html",
        tanda=handed,
        gambar=receipts.picture_of(address),
        janji=promises_on(desk.loaded, today_in(desk.loaded.calendar.zone)),
    )


@post("/{office:str}/tanda-terima", name="tanda_terima_simpan")
async def put_away(request: AnyRequest) -> Redirect:
    """Forget the receipt on this browser."""
    desk = desk_of(request)
    await receipts.put_away(request)
    tell(request, "Tanda terima ditutup. Pakai kode pelacakan Anda untuk mengikuti pengaduan.")
    return Redirect(f"/{desk.code}/lacak")


async def _proven(request: AnyRequest, desk: Desk, given: Fields, pengaduan_id: str) -> bool:
    proof = Given(given.line("altcha"), given.line("tanya"), given.line("jawaban"))
    how = await desk.proofs.check(proof, pengaduan_id)
    if how == "question" and await too_often(
        request, "tanpa_bukti", client_of(request), SENDS_WITHOUT_WORK
    ):
        raise TooManyRequestsException("without_work")
    return how is not None


def _form(
    request: AnyRequest, desk: Desk, status: int, galat: dict[str, str], isian: dict[str, str]
) -> Template:
    policy = desk.loaded.policy
    given = Fields({name: [value] for name, value in isian.items()})
    return page(
        request,
        desk,
        "lapor.html",
        status,
        galat=galat,
        isian=isian,
        sifat=lodging.VISIBILITIES,
        identitas=lodging.identity_asked(policy),
        salah_satu={code for group in lodging.one_of(policy) for code in group},
        batas_berkas=files.limits_told(policy.attachments) if policy.attachments.max_files else "",
        tantangan=desk.proofs.challenge(),
        tanya=desk.proofs.question(),
        command_id=lodging.own_id(given, "command_id"),
        pengaduan_id=lodging.own_id(given, "pengaduan_id"),
    )


ROUTES = (form, lodge, receipt, put_away)
