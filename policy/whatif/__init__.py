"""What would have been under another policy: pure functions over one complaint's events."""
