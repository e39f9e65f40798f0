/** UnionPay writes China's time, which has known no summer time since 1991. */
const GMT_PLUS_8_MS = 8 * 60 * 60 * 1000

/** `yyyyMMddHHmmss` in GMT+8, or undefined where that is no time (the 31st of June). */
export function readTime(text: string): Date | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second) - GMT_PLUS_8_MS)
  return writeTime(time) === text ? time : undefined
}

/** A time in UnionPay's notation. */
export const writeTime = (time: Date): string =>
  new Date(time.getTime() + GMT_PLUS_8_MS).toISOString().slice(0, 19).replace(/\D/g, "")
