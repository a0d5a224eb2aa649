"""Watches every deadline."""
