"""The commands, a module each; heavy imports stand inside the functions."""
