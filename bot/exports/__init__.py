"""Files to keep: what Rung knows as PDF, XLSX, CSV and Markdown."""
