"""The program on one machine: daphne with guards and drain, its addresses, its greeting, its logs."""
