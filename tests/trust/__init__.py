"""What was tried on the kit, and what came of it."""
