"""The inspection: a form grown from its checklist."""
