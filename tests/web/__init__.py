"""The skin: HTTP, sockets, headers, settings, commands."""
