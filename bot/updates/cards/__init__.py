"""What organizers and readers see of an update."""
