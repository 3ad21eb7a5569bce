"""The one package in site/: settings, addresses and the ASGI application."""
