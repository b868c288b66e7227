"""The paper: shown, signed, kept."""
