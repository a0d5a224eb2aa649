"""What an administrator does with the accounts of an office."""
