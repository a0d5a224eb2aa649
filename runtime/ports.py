"""Free ports on loopback."""

import random
import socket
from contextlib import ExitStack
from typing import Final

from runtime.nats_config import LOOPBACK

# Below the range from which systems take the ports of outgoing connections (32768 on
# Linux): a port that is free now stays free while a server restarts.
_LOWEST: Final = 14000
_HIGHEST: Final = 32000


def free_ports(count: int) -> tuple[int, ...]:
    """Choose ports that nothing listens on at this moment, all different."""
    ports: list[int] = []
    with ExitStack() as held:
        while len(ports) < count:
            candidate = random.randint(_LOWEST, _HIGHEST)  # noqa: S311 - no secret
            taken = held.enter_context(socket.socket())
            try:
                taken.bind((LOOPBACK, candidate))
            except OSError:
                continue
            ports.append(candidate)
    return tuple(ports)
