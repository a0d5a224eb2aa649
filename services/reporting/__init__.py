"""Builds the views and the rekapitulasi from the events."""
