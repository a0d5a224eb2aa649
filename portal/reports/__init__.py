"""The office's reports as the browser orders, watches and reads them."""
