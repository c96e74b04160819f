"""Consultation: a country asks its people about a law before it is made, clause by clause, and answers them."""
