//! What a browser reads from a page, and where that and go's reading part.
