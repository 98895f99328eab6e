"""The rules, a module for each family: each compares a translation with its original."""
