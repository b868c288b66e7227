"""What the screens read: small frozen rows, each from one moment of the store."""
