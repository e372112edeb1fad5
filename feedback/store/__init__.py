"""What is kept: tables, and the plain functions that read and write them."""
