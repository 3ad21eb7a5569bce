"""Who is asking, what belongs to them, and how often they may try."""
