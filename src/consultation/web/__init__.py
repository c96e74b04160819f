"""HTTP in, pages out: the only floor that knows Litestar and Jinja."""
