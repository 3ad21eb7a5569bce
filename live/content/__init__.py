"""What people write and upload, made safe: Markdown, formulas, listings, lines, nicknames, pictures."""
