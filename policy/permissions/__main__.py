"""Prints the page of permissions: `python -m policy.permissions > docs/permissions.md`."""

import sys

from policy.permissions.page import page

sys.stdout.write(page())
