"""One process's live rooms: who listens, what each audience was shown, the redraws, and the ticks between processes."""
