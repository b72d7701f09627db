/** Times in a person's own zone, written in the page's language (English). */

function parts(seconds, tz, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: tz, ...options }).format(new Date(seconds * 1000));
}

/** "09:05" */
export const clockTime = (seconds, tz) => parts(seconds, tz, { hour: "2-digit", minute: "2-digit" });

/** "Mon 2 Mar, 09:05" */
export const shortMoment = (seconds, tz) =>
  parts(seconds, tz, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** "Monday 2 March 2026 at 09:05" */
export const fullMoment = (seconds, tz) =>
  parts(seconds, tz, { dateStyle: "full", timeStyle: "short" });

/** A day as a key, "2026-03-02". */
export const dayKey = (seconds, tz) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: tz, dateStyle: "short" }).format(new Date(seconds * 1000));

/** "Today", "Yesterday" or "Monday, 2 March" */
export function dayLabel(seconds, now, tz) {
  const key = dayKey(seconds, tz);
  if (key === dayKey(now, tz)) return "Today";
  if (key === dayKey(now - 86400, tz)) return "Yesterday";
  const year = dayKey(now, tz).slice(0, 4) === key.slice(0, 4) ? {} : { year: "numeric" };
  return parts(seconds, tz, { weekday: "long", day: "numeric", month: "long", ...year });
}

/** The place in a zone's name: "Asia/Taipei" is "Taipei". */
export const city = (tz) => tz.split("/").pop().replaceAll("_", " ");

const TOKENS = {
  date_num: { dateStyle: "short" },
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_pretty: { day: "numeric", month: "long", year: "numeric" },
  date_short_pretty: { day: "numeric", month: "short", year: "numeric" },
  date_long_pretty: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Slack's `<!date^…>`: a stamp and a text with tokens such as {date_short}, for a reader. */
export function slackDate(seconds, format, reader) {
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === "ago") return relative(seconds);
    if (!TOKENS[token]) return whole;
    return new Intl.DateTimeFormat(reader.locale, { timeZone: reader.tz, ...TOKENS[token] })
      .format(new Date(seconds * 1000));
  });
}

function relative(seconds) {
  const minutes = Math.round((seconds - Date.now() / 1000) / 60);
  const format = new Intl.RelativeTimeFormat("en");
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 1440), "day");
}

/** Unix seconds as the value of a datetime-local input in a zone. */
export function toLocalInput(seconds, tz) {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: tz, dateStyle: "short", timeStyle: "short" })
    .format(new Date(seconds * 1000));
  return text.replace(" ", "T");
}

/** The other way round; the zone's offset is looked up at that moment. */
export function fromLocalInput(value, tz) {
  const asUtc = Date.parse(`${value}:00Z`) / 1000;
  const shown = Date.parse(`${toLocalInput(asUtc, tz)}:00Z`) / 1000;
  return asUtc - (shown - asUtc);
}
