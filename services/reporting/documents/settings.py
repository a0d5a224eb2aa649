"""The office's letterhead and words, read anew for each document."""

from pathlib import Path

from policy.errors import PolicyError
from policy.report_settings import LoadedSettings, load_settings
from services.reporting.documents.refusals import UnusableSettingsError
from services.reporting.office import Office


def settings_of(office: Office, own: Path | None) -> LoadedSettings:
    """Read each time: a new head need not wait for the next start.

    Raises:
        UnusableSettingsError: The file is missing or wrong.
    """
    try:
        return load_settings(office.code, own)
    except PolicyError as error:
        raise UnusableSettingsError(str(error)) from error
