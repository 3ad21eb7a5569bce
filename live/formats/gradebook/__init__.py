"""A mark book of another system, filled in: one column changes, and every other byte or cell stays as it was."""
