"""Tells open pages that something changed, so that they fetch themselves again."""
