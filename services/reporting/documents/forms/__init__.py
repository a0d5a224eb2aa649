"""The papers of one complaint."""
