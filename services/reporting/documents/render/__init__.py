"""From a report to the bytes of a file: nothing is read, asked or counted here."""
