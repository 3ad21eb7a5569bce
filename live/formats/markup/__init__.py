"""Texts between HTML, MathML and our Markdown, both ways."""
