"""The office's pages: what the centre knows, for people with a browser."""
