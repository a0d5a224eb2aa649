"""Sends complaints to those who settle them, answers and closes."""
