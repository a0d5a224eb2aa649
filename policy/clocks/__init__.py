"""Which clocks a history calls for, and what each is made of: pure functions over its events."""
