"""The verbs: one deed a file, one transaction a deed."""
