"""Real SQL databases for tests: SQLite files and a PostgreSQL started from its wheel."""
