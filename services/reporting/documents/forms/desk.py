"""Answers with a paper of one complaint."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from schemas.forms import FormFile
from schemas.queries import MakeForm, ShowCase
from schemas.views import HistoryView
from services.reporting.documents.forms.making import make_form
from services.reporting.documents.refusals import FormTooLargeError
from services.reporting.documents.render.form import TEMPLATE, form_file, form_name
from services.reporting.documents.settings import settings_of
from services.reporting.office import Office

V = TypeVar("V")
LARGEST = 150_000
"""What fits one message when it is written as base64."""


class Papers:
    """Makes papers of what the one who asks may see.

    Args:
        office: The office.
        own: The installation's folder of policies, in which its letterhead may stand.
    """

    def __init__(self, office: Office, own: Path | None) -> None:
        self._office = office
        self._own = own

    async def make(
        self,
        query: MakeForm,
        viewer: V,
        show: Callable[[ShowCase, V], Awaitable[HistoryView]],
    ) -> FormFile:
        """The file of a paper.

        Raises:
            RefusedError: There is no such complaint, or its words do not fit on a form.
        """
        view = await show(ShowCase(number=query.number), viewer)
        loaded = settings_of(self._office, self._own)
        form = make_form(self._office, loaded, query.kind, view)
        own = loaded.templates.get(TEMPLATE.name)
        # The libraries are slow and let other threads run meanwhile.
        data = await asyncio.to_thread(form_file, form, query.format, own)
        if len(data) > LARGEST:
            raise FormTooLargeError(len(data))
        return FormFile(name=form_name(form, query.format), data=data)
