"""Show of Hands: a teacher asks, a class answers, the projector shows it live."""
