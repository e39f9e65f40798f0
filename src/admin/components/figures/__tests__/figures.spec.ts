import { compare, FIGURES, isMeasurable, type Report } from "../figures"

const duration = { count: 30, mean_seconds: 2, p50_seconds: 1, p95_seconds: 4, p99_seconds: 5 }

const row = {
  receive_success: 0.9,
  calls: { accepted: 17, duplicate: 1, forged: 2, probe: 7 },
  process_success: 1,
  events: { processed: 12, ignored: 5, quarantined: 3, dead: 0, waiting: 1 },
  processing_time: duration,
  send_success: 0.5,
  attempts: { ended: 40, sent: 20 },
  delivery_success_rate: 0.95,
  messages: { planned: 50, suppressed: 8, sent: 38, dead: 2, delivered: 0 },
  delivery_time: duration,
  receipt_time: null,
}

it("says of how many each figure is, as the report defines it", () => {
  expect(FIGURES.receive.of(row)).toEqual({ value: 0.9, n: 20 })
  expect(FIGURES.process.of(row)).toEqual({ value: 1, n: 12 })
  expect(FIGURES.send.of(row)).toEqual({ value: 0.5, n: 40 })
  expect(FIGURES.delivered.of(row)).toEqual({ value: 0.95, n: 40 })
  expect(FIGURES.delivery.of(row)).toEqual({ value: 2, n: 30 })
  expect(FIGURES.callback.of({ callback_success: 1, callbacks: { delivered: 3, dead: 1, canceled: 4, waiting: 9 } })).toEqual({
    value: 1,
    n: 4,
  })
  expect(FIGURES.callback.of({})).toEqual({ value: null, n: 0 })
})

it("takes no rate of fewer than twenty for one", () => {
  expect([19, 20].map((n) => isMeasurable({ value: 1, n }))).toEqual([false, true])
  expect(isMeasurable({ value: null, n: 100 })).toBe(false)
})

it("puts each value beside the period before, those that only it had last", () => {
  const now = { by_account: [{ ...row, account: "stripe" }] } as unknown as Report
  const before = {
    by_account: [
      { ...row, account: "old", receive_success: 0 },
      { ...row, account: "stripe", receive_success: 0.8 },
      { ...row, account: null },
    ],
  } as unknown as Report

  expect(compare({ now, before }, "account", "receive")).toEqual([
    { name: "stripe", now: { value: 0.9, n: 20 }, before: { value: 0.8, n: 20 } },
    { name: "old", now: { value: null, n: 0 }, before: { value: 0, n: 20 } },
  ])
  expect(compare({ now, before: undefined }, "account", "receive")).toHaveLength(1)
})
