"""The portal: what citizens, officers, agencies, the head and auditors see in a browser."""
