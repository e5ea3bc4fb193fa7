"""What a system is set up with: the image, the services, the units, the proxies in front."""
