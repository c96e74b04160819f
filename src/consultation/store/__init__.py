"""The only home of SQL: tables, sessions, and one file of queries per noun."""
