import { silenceOf } from "../silence"

const LIMITS = { silenceFactor: 10, silenceMinMinutes: 60 }
const MINUTE = 60_000
const START = Date.parse("2026-03-01T12:00:00Z")

const at = (minutes: number) => new Date(START + minutes * MINUTE)
/** Webhooks with these pauses between them, in minutes; the last one comes at 0. */
const webhooks = (...pauses: number[]) => {
  let minute = 0
  return [at(0), ...pauses.map((pause) => at((minute -= pause)))]
}

it("reports silence after many times the usual pause", () => {
  const receivedAt = webhooks(10, 10, 12, 9, 600, 10)
  expect(silenceOf({ receivedAt, now: at(100) }, LIMITS)).toBeUndefined()
  expect(silenceOf({ receivedAt, now: at(101) }, LIMITS)).toEqual({ since: at(0), usualGapMinutes: 10 })
})

it("does not mind the order in which they are given", () => {
  const receivedAt = webhooks(10, 10, 12, 9, 600, 10).reverse()
  expect(silenceOf({ receivedAt, now: at(101) }, LIMITS)).toEqual({ since: at(0), usualGapMinutes: 10 })
})

it("waits for an hour at least, however busy the account", () => {
  const receivedAt = webhooks(0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
  expect(silenceOf({ receivedAt, now: at(60) }, LIMITS)).toBeUndefined()
  expect(silenceOf({ receivedAt, now: at(60.1) }, LIMITS)).toMatchObject({ since: at(0) })
})

it("knows no usual pause of an account with hardly any webhooks", () => {
  expect(silenceOf({ receivedAt: [], now: at(10_000) }, LIMITS)).toBeUndefined()
  expect(silenceOf({ receivedAt: webhooks(1, 1, 1, 1), now: at(10_000) }, LIMITS)).toBeUndefined()
  expect(silenceOf({ receivedAt: webhooks(1, 1, 1, 1, 1), now: at(10_000) }, LIMITS)).toBeDefined()
})
