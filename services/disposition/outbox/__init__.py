"""Tells reporters, OPDs and the office's own people what moved, once, by the way each has."""
