"""What an auditor reads with the auditor's key alone: straight from the streams, no service asked."""
