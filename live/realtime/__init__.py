"""One process's live rooms: who listens, what each audience was shown, the redraws, and ticks to others by Redis."""
