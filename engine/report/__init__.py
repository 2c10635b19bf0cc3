"""Self-contained HTML reports: the page and its charts, which any room may use, and the engine's own reports."""
