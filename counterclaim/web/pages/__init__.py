"""Pages, one module each: a visit enters, what the page shows leaves. Each module lists its `routes`."""
