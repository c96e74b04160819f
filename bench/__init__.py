"""Speed figures, each beside something simple measured in the same run."""
