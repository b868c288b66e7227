"""Pictures as evidence: hashed, oriented, bounded."""
