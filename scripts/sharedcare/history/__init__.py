"""What the repository remembers: commits by day, and the register as one of them holds it. Nothing is written there."""
