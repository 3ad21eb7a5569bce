"""A snapshot of a room as HTML, as one audience may see it (no key before the reveal): stages, regions, partials."""
