"""How fast it is, beside the ceiling measured in the same run; never a test."""
