"""Organizers' updates in Discord: written, looked at, published once, and followed on their way to everybody."""
