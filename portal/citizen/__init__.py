"""What a citizen meets: promises in plain words, proofs of work, receipts, tracking."""
