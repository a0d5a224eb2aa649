"""`./tuntas bench [access|commands|imports|rebuild|start|due|verdicts|open|library|portal|reports]`; all of them when none is named."""

import sys

import uvloop

from benchmarks import (
    access,
    commands,
    deadlines,
    deadlines_pure,
    imports,
    library,
    portal,
    rebuild,
    reports,
    start,
)

ALL = {
    "access": access.run,
    "commands": commands.run,
    "imports": imports.run,
    "rebuild": rebuild.run,
    "start": start.run,
    "due": deadlines_pure.run,
    "verdicts": deadlines.verdicts,
    "open": deadlines.many,
    "library": library.run,
    "portal": portal.run,
    "reports": reports.run,
}


def main() -> int:
    """Run those named; 1 when a goal is missed."""
    wanted = sys.argv[1:] or list(ALL)
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        print(f"Unknown benchmark {unknown[0]}: choose of {', '.join(ALL)}.", file=sys.stderr)
        return 2
    met = [uvloop.run(ALL[name]()) for name in wanted]
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
