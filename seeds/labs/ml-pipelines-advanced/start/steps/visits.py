import time

from scaling import write

time.sleep(2)  # a join with the web logs
write(1, "visits.json")
