"""What the offices promise, as data in force, and pure functions over it."""
