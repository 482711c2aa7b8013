"""Following towns: what a person agreed to hear of, how often, and everything that is kept about them."""
