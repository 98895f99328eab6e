"""What the check finds, and what it costs."""
