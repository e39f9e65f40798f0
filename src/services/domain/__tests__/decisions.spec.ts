import { decisionsOn } from "../decisions"

const quarantined = { state: "quarantined", fact: "payment.captured" }

it.each(["mismatch", "orphan_payment", "double_payment", "late_payment", "risk", "dead_event"])(
  "lets quarantined money of %s be applied or refunded",
  (kind) => {
    expect(decisionsOn(kind, quarantined)).toEqual(["accept", "refund", "dismiss"])
    expect(decisionsOn(kind, { ...quarantined, state: "dead" })).toEqual(["accept", "refund", "dismiss"])
  },
)

it("refunds no money that never came, or is gone", () => {
  expect(decisionsOn("dead_event", { state: "dead", fact: "payment.failed" })).toEqual(["accept", "dismiss"])
  expect(decisionsOn("dead_event", { state: "dead", fact: null })).toEqual(["accept", "dismiss"])
  expect(decisionsOn("capture_reversed", quarantined)).toEqual(["accept", "dismiss"])
})

it.each(["received", "processing", "processed", "failed", "ignored"])("applies nothing while the event is %s", (state) => {
  for (const kind of ["mismatch", "risk", "capture_reversed", "dispute"])
    expect(decisionsOn(kind, { ...quarantined, state })).toEqual(["dismiss"])
})

it.each(["dispute", "drift", "provider_silent", "refund_failed", "unpaid_order"])("lets %s be dismissed only", (kind) => {
  expect(decisionsOn(kind, quarantined)).toEqual(["dismiss"])
  expect(decisionsOn(kind, null)).toEqual(["dismiss"])
})
