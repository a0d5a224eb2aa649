"""Doors without a session: machines knock here, by a key or a signature of their own."""
