"""How the running process is: `/healthz`, `/readyz` and `/metrics` on loopback, and the verb that asks them."""
