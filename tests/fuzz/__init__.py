"""Fuzzing of the ingester: see README.md beside this file."""
