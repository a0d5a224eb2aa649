"""What this program calls itself in commits and reports."""

VERSION = "0.1.0"
PROGRAM = f"tuntas/{VERSION}"
