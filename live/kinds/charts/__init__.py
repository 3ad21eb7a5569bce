"""The pictures that some kinds draw of their answers."""
