"""A provider says that a record is right, by a link that only we can have made."""
