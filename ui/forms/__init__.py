"""Forms on the screen: fields, tables and sketch, for whichever page fills one."""
