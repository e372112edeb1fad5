"""Backups: copying a store to a file, restoring one, and moving from SQLite to PostgreSQL."""
