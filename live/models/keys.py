"""Random keys for addresses and passes."""

import secrets


def new_key() -> str:
    """Return 128 random bits for an address."""
    return secrets.token_urlsafe(16)


def new_pass() -> int:
    """Return a number for the passes of host phones; a new number ends them all."""
    return secrets.randbelow(2**62) + 1
