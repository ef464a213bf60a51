// Times as the sandbox's people see them: its own clock, its own time zone, the page's language.
const cache = new Map();

function format(lang, zone, kind, options) {
  const key = `${lang}|${zone}|${kind}`;
  if (!cache.has(key)) {
    const locale = lang === "zh" ? "zh-CN" : "en-GB";
    cache.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options }));
  }
  return cache.get(key);
}

export const minute = (at, lang, zone) =>
  format(lang, zone, "minute", { hour: "2-digit", minute: "2-digit" }).format(at);

export const second = (at, lang, zone) =>
  format(lang, zone, "second", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);

const day = (at, lang, zone) =>
  format(lang, zone, "day", { month: lang === "zh" ? "long" : "short", day: "numeric" }).format(at);

const weekday = (at, lang, zone) => format(lang, zone, "weekday", { weekday: "short" }).format(at);

export const date = (at, lang, zone) =>
  lang === "zh" ? `${day(at, lang, zone)} ${weekday(at, lang, zone)}` : `${weekday(at, lang, zone)} ${day(at, lang, zone)}`;

export const dayKey = (at, zone) =>
  format("en", zone, "key", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

export const year = (at, zone) => format("en", zone, "year", { year: "numeric" }).format(at);

export function size(bytes) {
  if (!bytes && bytes !== 0) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}

export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
