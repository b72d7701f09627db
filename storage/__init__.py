"""What people told us: tables, connections, and one module of functions per subject."""
