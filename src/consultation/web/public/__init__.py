"""Pages that everybody may read, and where citizens speak."""
