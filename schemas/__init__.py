"""The shapes of what is said and stored; nothing here decides anything."""
