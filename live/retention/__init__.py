"""Deletes names, deleted questions and unused pictures when their time is over, and their traces on the disk."""
