"""The store: its tables, migrations, and functions that read and write them."""
