"""The rules: each is a function with a name that takes a pair and yields its findings."""
