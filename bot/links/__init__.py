"""Asks the web whether the pages that a pack leans on are still there, slowly and politely, and tells what is not."""
