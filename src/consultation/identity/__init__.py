"""Who somebody is: passwords and mailed secrets today, identity providers behind the same protocol tomorrow."""
