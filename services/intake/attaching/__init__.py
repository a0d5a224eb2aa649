"""Files that belong to complaints: how they are handed over, checked, sealed and stored."""
