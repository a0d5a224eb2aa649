"""The satisfaction survey: what is stored of it, and what is made of that."""
