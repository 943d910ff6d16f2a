"""Edition content becomes a frozen Composition: bytes with slots."""
