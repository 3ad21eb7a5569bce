"""Random keys for addresses and passes."""

import secrets


def new_key() -> str:
    """128 random bits for an address."""
    return secrets.token_urlsafe(16)


def new_pass() -> int:
    """The number that the passes of host phones carry; a new one ends them all."""
    return secrets.randbelow(2**62) + 1
