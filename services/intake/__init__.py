"""Receives complaints and decides what they are."""
