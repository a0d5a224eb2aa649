"""What an office tells whom, when, and in which words, as data that stands apart from its policy.

It is no promise, so that another wording does not make another policy of it.
"""

from policy.notices.model import (
    TOPICS,
    NoticeSettings,
    Template,
    Topic,
    Weekly,
)
from policy.notices.read import load_notices, parse_notices
from policy.notices.words import fill

__all__ = [
    "TOPICS",
    "NoticeSettings",
    "Template",
    "Topic",
    "Weekly",
    "fill",
    "load_notices",
    "parse_notices",
]
