"""A snapshot of a room as one audience may see it, as HTML: stages, regions, and what travels over a socket."""
