"""The demonstration: two real registers and one complaint's whole life."""
