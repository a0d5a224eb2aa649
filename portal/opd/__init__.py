"""What an OPD does with its dispositions."""
