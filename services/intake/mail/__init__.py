"""Complaints by e-mail: mailboxes are read without changing them, mails become messages."""
