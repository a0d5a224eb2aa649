"""The rights of those whose data an office keeps: to see it, and to have it erased."""
