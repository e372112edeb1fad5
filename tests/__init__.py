"""Tests, and what benchmarks share with them (another package installs itself as ``tests``)."""
