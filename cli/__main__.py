"""The program's entry: runs a command and turns whatever goes wrong into an exit code."""

import asyncio
import os
import sys
import traceback
from collections.abc import Sequence

from cyclopts import CycloptsError

from cli.app import run
from cli.exits import INTERRUPTED, OK, OUR_FAULT, REFUSED, Failure, failure_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    tokens = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return run(tokens)
    except CycloptsError:
        return REFUSED
    except (KeyboardInterrupt, asyncio.CancelledError):
        _say("Dihentikan.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # noqa: BLE001 - the last place before the user
        return _report(error, debug="--debug" in tokens)


def _report(error: Exception, *, debug: bool) -> int:
    failure = failure_of(error)
    if failure.code is None:
        return _our_fault(error, debug=debug)
    if debug:
        traceback.print_exception(error)
    _tell(failure)
    return failure.exit_code


def _tell(failure: Failure) -> None:
    _say(f"{failure.sentence} [{failure.code}]")
    for name, value in failure.fields.items():
        _say(f"  {name}: {', '.join(value) if isinstance(value, list) else value}")


def _our_fault(error: Exception, *, debug: bool) -> int:
    from runtime.ids import new_id  # noqa: PLC0415 - keeps `--help` quick

    # The text of an error may hold what a person wrote: only its class is shown unasked.
    name = type(error).__name__
    _say(f"Terjadi kesalahan pada program ini ({name}, nomor {new_id()}).")
    if debug:
        traceback.print_exception(error)
    else:
        _say("Ulangi dengan --debug untuk melihat rinciannya, lalu laporkan kepada pengelola.")
    return OUR_FAULT


def _say(text: str) -> None:
    from cli.screen import complain  # noqa: PLC0415 - keeps `--help` quick

    complain(text)


if __name__ == "__main__":
    sys.exit(main())
