"""Every way in by the name of its adapter; the names are stored, so none is ever renamed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from services.intake.inbox import gammu, sms, whatsapp
from services.intake.inbox.port import Adapter
from services.intake.mail import parsing

ADAPTERS: Final[Mapping[str, Adapter]] = MappingProxyType(
    {
        whatsapp.NAME: whatsapp.WHATSAPP,
        sms.NAME: sms.SMS,
        gammu.NAME: gammu.GAMMU,
        parsing.NAME: parsing.EMAIL,
    }
)
