"""What goes when its time is over, and how nothing of it is left."""
