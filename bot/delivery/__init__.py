"""Each message to each of its places, once: claimed from the outbox, sent with a nonce, marked; and again where it failed."""
