"""What answers a request: find, act, announce, render; one module for each area of the site."""
