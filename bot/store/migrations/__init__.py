"""How the tables came to be: one file a step in `versions`, never changed once it was released."""
