"""What is true about skills: pure functions and frozen values."""
