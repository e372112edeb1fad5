"""Intake: what is sent is checked, without puzzles for people, and stored."""
