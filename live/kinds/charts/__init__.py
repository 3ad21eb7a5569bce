"""The charts that some kinds draw of their answers."""
