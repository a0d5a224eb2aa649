"""Takes an import back: first what would go and what would stay, then with a reason."""

import uuid
from typing import Final

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError, RefusedError
from portal.showing import AnyRequest, page, tell
from schemas.commands.register import ImportReport, PreviewUndo, UndoImport, UndoPreview

DESK: Final = only("petugas", "ketua_tim")
REASON_MISSING: Final = "Tulis dahulu mengapa impor ini dibatalkan."
TOO_LONG: Final = "Alasan terlalu panjang: pendekkan, lalu kirim lagi."


@get("/{office:str}/impor/{which:str}/batal", name="impor_batal", guards=[DESK])
async def preview(request: AnyRequest) -> Template:
    """What an undoing would take back now."""
    return await _previewed(request, Fields({}))


@post("/{office:str}/impor/{which:str}/batal", name="impor_batal_kirim", guards=[DESK])
async def undo(request: AnyRequest) -> Template | Redirect:
    """Take it back."""
    desk, given, import_id = desk_of(request), await fields_of(request), asked_for(request)
    if not given.text("alasan"):
        return await _previewed(request, given, REASON_MISSING)
    try:
        order = msgspec.convert(
            {
                "import_id": import_id,
                "by": msgspec.to_builtins(signed_in(request).claim),
                "text": given.text("alasan"),
            },
            UndoImport,
        )
        report = await desk.line.register(order, ImportReport)
    except msgspec.ValidationError:
        return await _previewed(request, given, TOO_LONG)
    except RefusedError as error:
        return await _previewed(request, given, error.refused.sentence)
    except OutageError as error:
        return _page(request, None, given, 503, str(error))
    tell(request, told(report))
    return Redirect(f"/{desk.code}/impor/{import_id}")


def told(report: ImportReport) -> str:
    """What an undoing did."""
    kept = f" {report.kept} dibiarkan: sudah dikerjakan sejak diimpor." if report.kept else ""
    return f"Impor dibatalkan: {report.voided} pengaduan keluar dari hitungan.{kept}"


def asked_for(request: AnyRequest) -> str:
    """The import of this address.

    Raises:
        NotFoundException: There can be none.
    """
    try:
        return str(uuid.UUID(request.path_params["which"]))
    except ValueError as error:
        raise NotFoundException("import") from error


async def _previewed(request: AnyRequest, given: Fields, wrong: str = "") -> Template:
    order = PreviewUndo(import_id=asked_for(request), by=signed_in(request).claim)
    found = await desk_of(request).line.register(order, UndoPreview)
    return _page(request, found, given, 422 if wrong else 200, wrong)


def _page(
    request: AnyRequest, found: UndoPreview | None, given: Fields, status: int, wrong: str
) -> Template:
    return page(
        request,
        desk_of(request),
        "impor_batal.html",
        status,
        tinjau=found,
        di_sini=request.url.path,
        impornya=request.url.path.removesuffix("/batal"),
        isian=given.typed,
        galat={"alasan": wrong} if wrong else {},
    )


ROUTES = (preview, undo)
