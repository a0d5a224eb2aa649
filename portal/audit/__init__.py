"""What an auditor sees: everything, as it was on any day, and nothing to change."""
