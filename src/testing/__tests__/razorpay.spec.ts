import { offline } from "../../services/providers/kit/__tests__/offline"
import { razorpay } from "../../services/providers/razorpay"
import { eventName, UnspokenEventError, type TestMoneyEvent } from "../dialect"
import { razorpayDialect } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const reported = {
  id: "evt_1",
  sessionId: "payses_01JZZZZZZZZZZZZZZZZZZZZZZ1",
  paymentId: "pay_1",
  amount: 2495,
  currency: "INR",
  occurredAt: at,
}
const refund = { ...reported, subject: "refund", refundId: "rfnd_1", capturedAmount: 9000, refundedTotal: 4000 } as const
const dispute = { ...reported, subject: "dispute", disputeId: "disp_1", reasonCode: "fraud" } as const

const events: TestMoneyEvent[] = [
  { ...reported, state: "pending" },
  { ...reported, state: "authorized" },
  { ...reported, state: "captured" },
  { ...reported, state: "failed", reasonCode: "card_declined" },
  { ...refund, state: "pending" },
  { ...refund, state: "succeeded" },
  { ...refund, state: "failed" },
  { ...dispute, state: "warning" },
  { ...dispute, state: "opened" },
  { ...dispute, state: "under_review" },
  { ...dispute, state: "closed" },
  { ...dispute, state: "won" },
  { ...dispute, state: "lost" },
]

const { credentials, options } = razorpayDialect.example({ webhookUrl: "", apiUrl: "" })

async function read(event: TestMoneyEvent, sentAt = at) {
  const { body, headers, method } = razorpayDialect.sign(event, credentials, sentAt)
  const context = { account: { id: "shop" }, options: razorpay.options.parse(options), now: () => at, fetch: offline }
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await razorpay.verify(request, context)
  return razorpay.parse(request, context).map((event) => ({ id: event.id, ...razorpay.normalize(event, context) }))
}

it("speaks all of these and nothing else", () => expect(events.map(eventName)).toEqual(razorpayDialect.speaks))

it.each(events.map((event) => [eventName(event), event] as const))("%s is read as it was given", async (_name, event) => {
  const [{ facts } = { facts: [] }] = await read(event)
  expect(facts).toEqual([
    {
      subject: event.subject ?? "payment",
      state: event.state,
      sessionId: reported.sessionId,
      providerPaymentId: "pay_1",
      amount: { minor: 2495n, currency: "INR" },
      occurredAt: at,
      ...(event.subject === "refund" && { providerRefundId: "rfnd_1" }),
      ...(event.subject === "refund" && event.state === "succeeded" && { refundedTotal: { minor: 4000n, currency: "INR" } }),
      ...(event.subject === "dispute" && { providerDisputeId: "disp_1", openedAt: at }),
      ...(event.subject === "dispute" &&
        ["warning", "opened"].includes(event.state) && { evidenceDueBy: new Date("2025-06-04T12:00:00Z") }),
      ...(event.reasonCode && { reasonCode: event.reasonCode }),
    },
  ])
})

it("gives equal ids to redeliveries and different ones to different events", async () => {
  const event: TestMoneyEvent = { ...reported, state: "captured" }
  const [first] = await read(event)
  const [again] = await read(event, new Date("2025-06-01T13:00:00Z"))
  const [other] = await read({ ...event, id: "evt_2" })
  expect(again?.id).toBe(first?.id)
  expect(other?.id).not.toBe(first?.id)
})

it.each(["requires_action", "canceled", "expired"] as const)("has no event for payment.%s", (state) =>
  expect(() => razorpayDialect.sign({ ...reported, state }, credentials, at)).toThrow(UnspokenEventError),
)
