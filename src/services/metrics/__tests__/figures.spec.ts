import type { AttemptCounts, DeliveryCounts, EventCounts, MessageCounts } from "../../store/metrics-repository"
import { callbackFigures, notifyFigures, processFigures, receiveFigures } from "../figures"
import { report } from "../report"

const group = { dimension: "overall", value: null } as const
const events: EventCounts = {
  ...group,
  ...{ processed: 3, ignored: 9, quarantined: 2, dead: 1, waiting: 5 },
  ...{ processing_count: 3, processing_mean: 2, processing_p50: 1, processing_p95: 4, processing_p99: 4 },
}
const attempts: AttemptCounts = {
  ...group,
  ...{ ended: 8, sent: 6, delivery_count: 0, delivery_mean: null, delivery_p50: null, delivery_p95: null, delivery_p99: null },
}
const messages: MessageCounts = {
  ...group,
  ...{ planned: 9, suppressed: 4, sent: 6, dead: 2, delivered: 1 },
  ...{ receipt_count: 1, receipt_mean: 7, receipt_p50: 7, receipt_p95: 7, receipt_p99: 7 },
}
const deliveries: DeliveryCounts = {
  ...group,
  ...{ delivered: 6, dead: 2, canceled: 3, waiting: 4 },
  ...{ callback_count: 5, callback_mean: 2, callback_p50: 1, callback_p95: 4, callback_p99: 5 },
}

it("invents no success and no failure where nothing happened", () => {
  expect(receiveFigures([])).toEqual({ receive_success: null, calls: {} })
  expect(processFigures(undefined)).toMatchObject({ process_success: null, processing_time: null })
  expect(notifyFigures(undefined, undefined)).toMatchObject({
    send_success: null,
    delivery_success_rate: null,
    delivery_time: null,
    receipt_time: null,
  })
  expect(callbackFigures(undefined)).toEqual({
    callback_success: null,
    callbacks: { delivered: 0, dead: 0, canceled: 0, waiting: 0 },
    callback_time: null,
  })
})

it("says 0 where everything failed", () => {
  expect(receiveFigures([{ outcome: "forged", n: 2 }]).receive_success).toBe(0)
  expect(processFigures({ ...events, processed: 0 }).process_success).toBe(0)
  expect(notifyFigures({ ...attempts, sent: 0 }, { ...messages, sent: 0 })).toMatchObject({
    send_success: 0,
    delivery_success_rate: 0,
  })
  expect(callbackFigures({ ...deliveries, delivered: 0 }).callback_success).toBe(0)
})

it("leaves deliveries that wait, and those of deleted destinations, out of P_c", () =>
  expect(callbackFigures(deliveries)).toEqual({
    callback_success: 0.75,
    callbacks: { delivered: 6, dead: 2, canceled: 3, waiting: 4 },
    callback_time: { count: 5, mean_seconds: 2, p50_seconds: 1, p95_seconds: 4, p99_seconds: 5 },
  }))

it("counts a repeated delivery as received, and a provider's own probe as no call", () => {
  const counts = { accepted: 5, duplicate: 3, forged: 1, unavailable: 1, probe: 90 }
  const figures = receiveFigures(Object.entries({ ...counts, processed: 4 }).map(([outcome, n]) => ({ outcome, n })))

  expect(figures).toEqual({ receive_success: 0.8, calls: counts })
})

it("leaves ignored, waiting and quarantined events out of P_h", () =>
  expect(processFigures(events)).toEqual({
    process_success: 0.75,
    events: { processed: 3, ignored: 9, quarantined: 2, dead: 1, waiting: 5 },
    processing_time: { count: 3, mean_seconds: 2, p50_seconds: 1, p95_seconds: 4, p99_seconds: 4 },
  }))

it("separates attempts from messages, and a hand-over from a receipt", () =>
  expect(notifyFigures(attempts, messages)).toEqual({
    send_success: 0.75,
    attempts: { ended: 8, sent: 6 },
    delivery_success_rate: 0.75,
    messages: { planned: 9, suppressed: 4, sent: 6, dead: 2, delivered: 1 },
    delivery_time: null,
    receipt_time: { count: 1, mean_seconds: 7, p50_seconds: 7, p95_seconds: 7, p99_seconds: 7 },
  }))

it("lists every value that has counts, the busiest first, and destinations by their ids", () => {
  const [from, to] = [new Date(0), new Date(1)]
  const counted = {
    calls: [{ account: "(unknown)", outcome: "unknown_account", n: 4 }],
    events: [events, { ...events, dimension: "account" as const, value: "stripe" }],
    attempts: [],
    messages: [
      { ...messages, dimension: "account" as const, value: "hmac" },
      { ...messages, dimension: "locale" as const, value: null },
      { ...messages, dimension: "locale" as const, value: "de", planned: 10 },
    ],
    deliveries: [
      deliveries,
      { ...deliveries, dimension: "destination" as const, value: "erp" },
      { ...deliveries, dimension: "destination" as const, value: "bonus", delivered: 0 },
    ],
  }
  const made = report(from, to, counted, [])

  expect(made.overall).toMatchObject({ process_success: 0.75, callback_success: 0.75 })
  expect(made.by_destination.map(({ destination, callback_success }) => [destination, callback_success])).toEqual([
    ["bonus", 0],
    ["erp", 0.75],
  ])
  expect(
    made.by_account.map(({ account, receive_success, process_success }) => [account, receive_success, process_success]),
  ).toEqual([
    ["hmac", null, null],
    ["(unknown)", 0, null],
    ["stripe", null, 0.75],
  ])
  expect(made.by_locale.map(({ locale }) => locale)).toEqual(["de", null])
  expect(made.backlog.notifications).toEqual({ due: 0, waiting: 0, oldest_due_seconds: null, dead: 0 })
})
