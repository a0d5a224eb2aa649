"""What an officer does with a complaint: the forms, and what they become."""
