"""The records of an offer, as frozen pydantic models.

The same definitions give the checks, the JSON Schemas that editors' tools read, and the
reference page. Names follow HSDS and Open Referral UK wherever those have one.
"""
