"""The office's own reports and forms: figures first, then files of them."""
