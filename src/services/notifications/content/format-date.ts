/** "YYYY-MM-DD", or the day of an ISO time in UTC, as people write a date: "31 December 2026". */
export const formatDay = (iso: string, locale: string): string => format(iso, locale, { dateStyle: "long" })

/** An ISO time with its zone named: a deadline read in the wrong zone is a missed deadline. */
export const formatMoment = (iso: string, locale: string): string =>
  format(iso, locale, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  })

/** Text that is no time is shown unchanged. */
function format(iso: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(at)
}
