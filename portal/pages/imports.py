"""Old registers: upload one, watch it going in, read what became of each row, see all that came."""

from typing import Final

import structlog
from litestar import get, post
from litestar.response import Redirect, Template

from policy.permissions.roles import signed_in_as
from portal.citizen.files import chosen
from portal.desks import desk_of
from portal.forms import fields_of
from portal.guards import only, signed_in
from portal.line import OutageError, RefusedError
from portal.officer.registers import FORMS, LARGEST, HandedOver, Register, form_of, hand_over
from portal.pages import undoing
from portal.pages.undoing import asked_for
from portal.seen import saw, seen
from portal.showing import AnyRequest, page, tell
from schemas.base import Position
from schemas.commands.register import ImportList, ImportReport, ListImports, ShowImport
from schemas.queries import ShowCase
from schemas.views import HistoryView

log = structlog.get_logger(__name__)
READERS: Final = only("petugas", "ketua_tim", "kepala", "auditor")
DESK: Final = only("petugas", "ketua_tim")
REPEATED: Final = "Berkas ini sudah pernah diimpor, jadi tidak ada yang berubah."
LATER: Final = (
    "Sistem sedang tidak dapat dihubungi. Tunggu sebentar, pilih lagi berkas yang sama, lalu "
    "unggah: baris yang sudah masuk tidak masuk dua kali."
)
TAKEN_BACK: Final = (
    "Impor berkas ini sudah dibatalkan, jadi tidak ada yang masuk. Betulkan berkasnya dahulu, "
    "lalu unggah lagi."
)


@get("/{office:str}/impor", name="impor", guards=[READERS])
async def listed(request: AnyRequest) -> Template:
    """Every import, and the form for another one."""
    return await _listed(request)


@post("/{office:str}/impor", name="impor_kirim", guards=[DESK])
async def upload(request: AnyRequest) -> Template | Redirect:
    """Take a register's file, and begin."""
    desk, given = desk_of(request), await fields_of(request)
    files = await chosen(given.files("berkas"))
    form = form_of(given.line("jenis"))
    register = Register(files[0].name, files[0].data, form) if files else Register("", b"", form)
    if register.wrong is not None:
        return await _listed(request, 422, register.wrong, form)
    try:
        handed = await hand_over(desk, signed_in(request), register)
    except OutageError:
        return _page(request, None, 503, LATER, form)
    except RefusedError as error:
        log.info("portal_import_refused", office=desk.code, code=error.refused.code)
        return await _listed(request, 422, error.refused.sentence, form)
    _tell_again(request, handed)
    return Redirect(f"/{desk.code}/impor/{handed.report.import_id}")


@get("/{office:str}/impor/{which:str}", name="impor_satu", guards=[READERS])
async def show(request: AnyRequest) -> Template:
    """How far one import is; at its end what became of the rows."""
    desk = desk_of(request)
    order = ShowImport(import_id=asked_for(request), by=signed_in(request).claim)
    report = await desk.line.register(order, ImportReport)
    _keep_position(request, report)
    may = _may(request, "UndoImport")
    return page(request, desk, "impor_satu.html", impor=report, boleh_batal=may)


@get(
    "/{office:str}/impor/{which:str}/pengaduan/{complaint:str}",
    name="impor_pengaduan",
    guards=[READERS],
)
async def complaint(request: AnyRequest) -> Redirect:
    """The complaint that a row became."""
    desk, which = desk_of(request), request.path_params["complaint"]
    query = ShowCase(pengaduan_id=which, by=signed_in(request).claim, min_position=seen(request))
    history = await desk.line.see(query, HistoryView)
    return Redirect(f"/{desk.code}/kasus/{history.case.number}")


async def _listed(
    request: AnyRequest, status: int = 200, wrong: str = "", form: str = ""
) -> Template:
    order = ListImports(by=signed_in(request).claim)
    found = await desk_of(request).line.register(order, ImportList)
    return _page(request, found, status, wrong, form)


def _page(
    request: AnyRequest, imports: ImportList | None, status: int, wrong: str, form: str
) -> Template:
    return page(
        request,
        desk_of(request),
        "impor.html",
        status,
        daftar=imports,
        boleh=_may(request, "RunImport"),
        terbesar=LARGEST // 1_000_000,
        jenis=FORMS,
        isian={"jenis": form},
        galat={"berkas": wrong} if wrong else {},
    )


def _may(request: AnyRequest, action: str) -> bool:
    role = signed_in_as(signed_in(request).role)
    return role is not None and desk_of(request).permissions.may(role, action)


def _keep_position(request: AnyRequest, report: ImportReport) -> None:
    """What came in stands on the pages that are opened next."""
    now = seen(request)
    if report.stream and (now is None or now.sequence < report.sequence):
        saw(request, Position(stream=report.stream, sequence=report.sequence))


def _tell_again(request: AnyRequest, handed: HandedOver) -> None:
    if handed.repeated:
        tell(request, TAKEN_BACK if handed.report.state == "undone" else REPEATED)


ROUTES = (listed, upload, show, complaint, *undoing.ROUTES)
