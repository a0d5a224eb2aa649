"""The satisfaction survey as the browser asks it, takes it in and shows its index."""
