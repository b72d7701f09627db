"""Plays an alert over the month: python replay.py"""

from month import INCIDENTS, minutes

DAYS = minutes()
total, failed = [0], [0]
for requests, errors in DAYS:
    total.append(total[-1] + requests)
    failed.append(failed[-1] + errors)


def ratio(minute, window):
    """Share of failed requests in the last `window` minutes."""
    first = max(0, minute - window)
    asked = total[minute] - total[first]
    return (failed[minute] - failed[first]) / asked if asked else 0.0


def fixed(minute):
    """What is in place today: more than 5 % errors over five minutes."""
    return ratio(minute, 5) > 0.05


def report(name, alert, hold=0):
    """When an alert fires: for which incident, how many minutes after it began, and how often for none."""
    firing, since, pages = False, None, []
    for minute in range(1, len(total)):
        if alert(minute):
            since = minute if since is None else since
            if not firing and minute - since >= hold:
                firing = True
                pages.append(minute)
        else:
            firing, since = False, None
    print(name)
    for incident, (first, length, _) in INCIDENTS.items():
        mine = [page for page in pages if first <= page <= first + length + 60]
        lost = sum(errors for _, errors in DAYS[first : first + length])
        print(f"  {incident:<24} {f'after {mine[0] - first:>4} min' if mine else 'not at all':<15} {len(mine)} pages, {lost:>6,} errors")
        pages = [page for page in pages if page not in mine]
    print(f"  {'nothing':<24} {len(pages)} pages")


if __name__ == "__main__":
    print(f"{total[-1]:,} requests, {failed[-1]:,} errors, {1 - failed[-1] / total[-1]:.4%} good; budget at 99.9 %: {total[-1] * 0.001:,.0f}")
    report("fixed: 5 % over 5 min", fixed)
