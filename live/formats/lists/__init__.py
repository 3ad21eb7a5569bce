"""Lists of questions in plain text, Word documents and pages."""
