"""What moderators do in Discord: look at the record, refresh it, review what is proposed, answer corrections.

It needs the database, so it is imported only where one is kept. Every command, press and form comes through `Office`, which
checks the right first and afresh, then hands over to the module of the noun.
"""
