"""The reporting service of one office: what it is made of, started and stopped."""

import asyncio

from engine.jetstream import JetStreamLog
from engine.tasks import end
from policy.load import Loaded
from runtime import topology
from runtime.answering import answer_on
from runtime.office import Office
from services.reporting.glance import source
from services.reporting.office import Office as Reported
from services.reporting.opening import Reader
from services.reporting.queries import QueryDesk
from services.reporting.skm.log import StoredSurveys
from services.reporting.terms import CaseTerms
from services.reporting.views import ViewKeeper

SERVICE = "reporting"


class ReportingService:
    """Keeps the views of one office and answers questions."""

    def __init__(self, office: Office, loaded: Loaded) -> None:
        self._office = office
        self._loaded = loaded
        self._broker = office.broker(SERVICE)

    async def start(self) -> None:
        """Connect, open the view, and begin to answer."""
        office = self._office
        client = await office.connect(SERVICE)
        # Another process shreds: a key kept in memory here would open what was erased.
        vault = await office.vault(cache=0)
        keyed = office.keyed("lookup")
        self.keeper = ViewKeeper(
            await office.database("views"),
            office.store(client),
            CaseTerms(Reader(office.code, vault), keyed),
            holder=office.copy,
            clock=office.clock,
            source=source(client, office.code),
            gate=office.gate,
        )
        await self.keeper.open()
        self._keeping = asyncio.create_task(self.keeper.run())
        reported = Reported.of(self._loaded, office.program)
        stored = JetStreamLog(client, topology.policy_stream(office.code))
        own = office.home.policies
        files = JetStreamLog(client, topology.attachment_stream(office.code))
        self._desk = QueryDesk(
            reported,
            self.keeper,
            vault,
            keyed,
            stored,
            files=files,
            facts=JetStreamLog(client, topology.report_stream(office.code)),
            surveys=StoredSurveys(client, office.code),
            own=own,
            tracking=office.keyed("tracking"),
        )
        answer_on(self._broker, topology.queries_of(office.code), SERVICE, self._desk.answer)
        await self._broker.start()

    async def stop(self) -> None:
        """Stop answering, then stop what runs, then close."""
        await self._broker.stop()
        await self._desk.close()
        await end(self._keeping)
        await self._office.close()
