"""Ends tasks for certain.

In Python 3.11 `asyncio.wait_for`, which nats-py awaits every answer with, can
swallow a cancellation that comes with the answer (python/cpython#86296). A loop
that asks the server must therefore look by itself whether it was cancelled.
"""

import asyncio


def check_cancelled() -> None:
    """Raise `CancelledError` when the running task was cancelled and did not notice.

    Raises:
        asyncio.CancelledError: It was.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def end(*tasks: "asyncio.Task[object]") -> None:
    """Cancel tasks and wait until they are over; what they raised is theirs to have logged."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
