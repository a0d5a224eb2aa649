"""Hands out the papers and files of one complaint, made or read by the services."""

import re
from typing import Final
from urllib.parse import quote

from litestar import Response, get
from litestar.exceptions import NotFoundException

from portal.desks import desk_of
from portal.guards import only, signed_in
from portal.showing import AnyRequest
from schemas.attached import AttachmentList, AttachmentPart
from schemas.forms import FormFile
from schemas.queries import ListAttachments, MakeForm, ReadAttachment
from schemas.report_formats import FormKind

PAPERS: Final[dict[FormKind, str]] = {
    "pengaduan": "Formulir pengaduan",
    "tindak-lanjut": "Formulir tindak lanjut",
    "tanda-terima": "Tanda terima",
    "berita-acara": "Berita acara",
    "pernyataan-puas": "Surat pernyataan puas",
}
READERS: Final = only("petugas", "ketua_tim", "kepala", "auditor")
_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")


@get(
    "/{office:str}/kasus/{number:str}/formulir/{kind:str}", name="kasus_formulir", guards=[READERS]
)
async def paper(request: AnyRequest) -> Response[bytes]:
    """One of the office's papers of a complaint, to be printed."""
    kind = next((kind for kind in PAPERS if kind == request.path_params["kind"]), None)
    if kind is None:
        raise NotFoundException("paper")
    number, by = request.path_params["number"], signed_in(request).claim
    query = MakeForm(number=number, kind=kind, format="pdf", by=by)
    made = await desk_of(request).line.see(query, FormFile)
    return handed(made.data, "application/pdf", made.name)


@get("/{office:str}/kasus/{number:str}/berkas/{which:str}", name="kasus_berkas", guards=[READERS])
async def file(request: AnyRequest) -> Response[bytes]:
    """One file of a complaint."""
    line, by = desk_of(request).line, signed_in(request).claim
    number, which = request.path_params["number"], request.path_params["which"]
    found = await line.see(ListAttachments(number=number, by=by), AttachmentList)
    known = next((each for each in found.attachments if each.attachment_id == which), None)
    if known is None or known.erased:
        raise NotFoundException("file")
    parts = [
        (
            await line.see(
                ReadAttachment(number=number, attachment_id=which, part=part, by=by),
                AttachmentPart,
            )
        ).data
        for part in range(known.parts)
    ]
    return handed(b"".join(parts), known.media_type, known.file or which)


def handed(data: bytes, media_type: str, name: str) -> Response[bytes]:
    """A file to be saved: no browser opens it here, whatever stands in it."""
    plain = _PLAIN.sub("_", name) or "berkas"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media_type, headers={"content-disposition": disposition})


ROUTES = (paper, file)
