"""A worker under the limits that does what a bad file might make a reader do."""

import os
import sys
from pathlib import Path

from runtime.limits import limit


def main() -> None:
    limit()
    given = sys.stdin.buffer.read()
    match sys.argv[1:]:
        case ["say"]:
            sys.stdout.buffer.write(given)
        case ["surroundings"]:
            sys.stdout.write("\n".join(os.environ))
        case ["memory"]:
            bytearray(1024**3)
        case ["write", path]:
            Path(path).write_bytes(b"x")
        case ["think"]:
            while True:
                pass


if __name__ == "__main__":
    main()
