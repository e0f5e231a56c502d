"""The site and its peers, each on a free port of the loopback."""
