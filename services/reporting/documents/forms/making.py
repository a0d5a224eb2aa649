"""Makes one paper of one complaint."""

from policy.report_settings import LoadedSettings
from schemas.forms import Form
from schemas.report_formats import FormKind
from schemas.reports import ReportHead
from schemas.views import HistoryView
from services.reporting.documents.forms.facts import Facts
from services.reporting.documents.forms.papers import NOTES, PAPERS, SIGNERS, TITLES
from services.reporting.documents.front import letterhead
from services.reporting.office import Office


def make_form(office: Office, loaded: LoadedSettings, kind: FormKind, view: HistoryView) -> Form:
    """The paper, with nothing of the moment in which it is made."""
    case = view.case
    head: ReportHead = letterhead(office, loaded)
    return Form(
        kind=kind,
        office=office.code,
        number=case.number,
        head=head,
        title=TITLES[kind],
        number_line=f"Nomor: {loaded.settings.form_number}",
        sections=PAPERS[kind](Facts(view)),
        notes=NOTES.get(kind, ()),
        place=loaded.settings.place,
        signers=SIGNERS[kind],
        qr=case.number if kind == "tanda-terima" else None,
        position=view.position,
        recorded_at=int(case.recorded_at.timestamp()),
        version=view.version,
    )
