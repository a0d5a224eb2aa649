"""Policies to try: the office's own file with something else in it."""

from policy.load import OFFICES

PERIOD = "2025-S1"


def bengkalis(*changes: tuple[str, str, str]) -> str:
    """The shipped file, changed in some rules: the rule's id, what stands there, what shall."""
    text = (OFFICES / "bengkalis.toml").read_text(encoding="utf-8")
    for rule, old, new in changes:
        at = text.index(f'id = "{rule}"')
        end = text.find("[[rules]]", at)
        block = text[at:end]
        assert old in block, (rule, old)
        text = text[:at] + block.replace(old, new, 1) + text[end:]
    return text


QUICK = bengkalis(("bengkalis.settle.2025", "amount = 20", "amount = 5"))
"""Five working days to settle instead of twenty."""
