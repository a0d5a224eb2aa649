"""What an office wants to know before a step is taken."""

from collections.abc import Collection

from policy.model import OfficePolicy


def missing_fields(policy: OfficePolicy, command: str, given: Collection[str]) -> tuple[str, ...]:
    """The field codes that a command still needs.

    Args:
        policy: The office's policy.
        command: The command's name, such as `Verify`.
        given: The codes of all fields that the command or the complaint has a value for.

    Returns:
        The missing codes in the policy's order; of alternatives the first is named.
    """
    wanted = [entry.split("|") for entry in policy.required.get(command, ())]
    return tuple(choices[0] for choices in wanted if not set(choices) & set(given))
