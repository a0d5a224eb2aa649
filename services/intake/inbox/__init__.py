"""Messages that reach the office by themselves: kept first, read after, filed or waiting."""
