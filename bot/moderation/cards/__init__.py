"""What moderators read: cards made of the pieces of bot.cards, one module per noun."""
