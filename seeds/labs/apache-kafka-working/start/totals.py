"""What is in features.db, beside what the topic holds."""

import sqlite3

rows = sqlite3.connect("features.db").execute("SELECT customer, clicks, spend FROM features ORDER BY 1").fetchall()
for customer, clicks, spend in rows:
    print(f"{customer}  clicks {clicks:>3}  spend {spend:>6.0f}")
print(f"all  clicks {sum(row[1] for row in rows):>3} (40 is right)  spend {sum(row[2] for row in rows):>6.0f} (820 is right)")
