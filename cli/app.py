"""All commands by name; a command's module is imported only when it is called."""

import asyncio
import inspect
import signal
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter

from cli.session import Session
from runtime.program import VERSION

COMMANDS: Final = {
    "up": ("up:up", "Start the embedded system and keep it up until Ctrl-C."),
    "demo": ("demo:demo", "Show it all: two real registers, one complaint's whole life."),
    "import": ("importing:import_register", "Import an office's register, or undo an import."),
    "sp4n": ("sp4n:sp4n", "Take in what SP4N-LAPOR! exports, or export our answers for it."),
    "box": ("box:box", "Enter the letters of a drop box as it was opened."),
    "spoken": ("box:spoken", "Write down a complaint for somebody who cannot write."),
    "rekap": ("rekap:rekap", "Print an office's rekapitulasi of a period."),
    "report": ("report:report", "Make one of an office's reports, ready to sign."),
    "note": ("note:note", "Keep the obstacles and efforts that a report prints."),
    "skm": ("skm:skm", "Take in the satisfaction survey's answers, or show its index."),
    "form": ("form:form", "Write one of the office's papers of one complaint."),
    "list": ("register:list_cases", "Print an office's register of complaints."),
    "show": ("show:show", "Print one complaint's history."),
    "track": ("track:track", "Show how far a complaint is by its tracking code."),
    "inbox": ("inbox:inbox", "Show what came in by itself and waits, and decide about it."),
    "outbox": ("outbox:outbox", "Show what the office told whom, and see to what waits."),
    "identity": ("identity:identity", "Open who a reporter is, for a purpose, and by a record."),
    "attach": ("attach:attach", "Attach files to a complaint."),
    "attachment": ("attach:attachment", "List a complaint's files, or save one."),
    "deadline": ("deadline:deadline", "Explain one complaint's deadlines day by day."),
    "search": ("register:search", "Find complaints by number, name, phone, NIK or e-mail."),
    "doubts": ("register:doubts", "List what a person must settle."),
    "replay": ("replay:replay", "Build an office's view again from zero and compare it."),
    "whatif": ("whatif:whatif", "Judge a period under another policy; nothing is written."),
    "verify": ("verify:verify", "Check that no history was changed, cut or lost."),
    "audit": ("audit:audit", "Read, check and carry away histories with the auditor's key alone."),
    "policy": ("policy:policy", "Check the policies in force or new ones, or put one to use."),
    "doctor": ("doctor:doctor", "Say how the system stands and what is promised."),
    "opd": ("opd:opd", "Connect an OPD that takes its dispositions itself, or cut it off."),
    "account": ("account:account", "Make, list or close the accounts of the portal."),
    "api-key": ("api_key:api_key", "Make, list or revoke the keys of an office's own website."),
    "privacy": ("privacy:privacy", "Hand a person their data, or erase it."),
    "keys": ("keys:keys", "List the office keys, or rotate one while everything runs."),
    "backup": ("backup:backup", "Write a backup."),
    "restore": ("backup:restore", "Restore a backup."),
    "setup": ("setup:setup", "Write the configuration of the scaled topology."),
    "nats": ("nats:nats", "Write NATS configurations, and make and mend its streams."),
    "apply": ("nats:apply", "The same as `nats apply`."),
    "serve": ("up:serve", "Run one service as a process of its own."),
    "version": ("version:version", "Print the version."),
}

app = App(
    name="tuntas",
    help="Keep every complaint of a licensing office as a history that nothing leaves.",
    version=VERSION,
    help_format="plaintext",
)
for _name, (_place, _help) in COMMANDS.items():
    app.command(f"cli.commands.{_place}", name=_name, help=_help)


@app.meta.default
def launch(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    home: Path | None = None,
    debug: Annotated[bool, Parameter(negative="", show_default=False)] = False,
) -> int:
    """Run a command.

    Args:
        tokens: The command and what it is told.
        home: The installation's folder (default: TUNTAS_HOME, else .tuntas beside the program).
        debug: Show a traceback when the fault is ours.
    """
    command, bound, injected = app.parse_args(tokens, exit_on_error=False, print_error=True)
    session = Session(home, debug=debug)
    given = {name: session for name, kind in injected.items() if kind is Session}
    result = command(*bound.args, **bound.kwargs, **given)
    if inspect.iscoroutine(result):
        import uvloop  # noqa: PLC0415 - keeps `--help` quick

        result = uvloop.run(_stoppable(result))
    return result if isinstance(result, int) else 0


async def _stoppable(command: Awaitable[object]) -> object:
    # Else the process would be gone before what it started is stopped.
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await command


def run(tokens: Sequence[str]) -> int:
    """Run a command line.

    Raises:
        CycloptsError: It cannot be understood; that was said already.
    """
    result = app.meta(
        list(tokens), exit_on_error=False, print_error=True, result_action="return_value"
    )
    return result if isinstance(result, int) else 0
