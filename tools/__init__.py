"""What makes pictures, catalogues and vendored files; nothing here is served."""
