"""The rules of a lesson: moves, answers, joins, points; the thread that writes them, and the snapshot read back."""
