"""Reading, aligning and checking the language versions of official texts."""
