import type { Fact } from "../facts"
import { fromJson, toJson } from "../fact-json"

it("reads a fact as it was written, through a row", () => {
  const facts: Fact[] = [
    {
      subject: "payment",
      state: "captured",
      sessionId: "payses_1",
      amount: { minor: 2500n, currency: "EUR" },
      capturedTotal: { minor: 2500n, currency: "EUR" },
      authorizedAmount: { minor: 3000n, currency: "EUR" },
      occurredAt: new Date("2026-11-21T10:00:00.000Z"),
    },
    { subject: "payment", state: "authorized", amount: { major: "25.00" } },
    { subject: "refund", state: "succeeded", providerRefundId: "re_1", refundedTotal: { minor: 100n, currency: "EUR" } },
    { subject: "refund", state: "pending", madeAt: new Date("2026-11-21T09:00:00.000Z") },
    {
      subject: "dispute",
      state: "opened",
      providerDisputeId: "dp_1",
      amount: { minor: 9007199254740993n, currency: "EUR" },
      evidenceDueBy: new Date("2026-12-01T00:00:00.000Z"),
    },
    { subject: "payment_method", state: "expiring", expiresOn: new Date("2026-12-31T00:00:00.000Z") },
  ]
  expect(fromJson(JSON.parse(JSON.stringify(toJson(facts))))).toEqual(facts)
})
