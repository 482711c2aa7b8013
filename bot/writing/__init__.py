"""Letters, scripts and records requests in Discord: what their buttons carry, how they look, and what pressing them does."""
