import type { DisputeFact, PaymentFact, RefundFact } from "../facts"
import { isMoney, PAYMENT_STATES } from "../states"
import { judgeUnknownSession, type KnownMoney, type UnknownSession } from "../unknown-session"

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, second))

const CANCELED: PaymentFact = { subject: "payment", state: "canceled", occurredAt: at(30) }
const REFUNDED: RefundFact = { subject: "refund", state: "succeeded" }
const DISPUTED: DisputeFact = { subject: "dispute", state: "opened", providerDisputeId: "D1" }

const CAPTURED: KnownMoney = { isOpen: true, isCaptured: true, capturedAt: at(20) }
const AUTHORIZED: KnownMoney = { isOpen: true, isCaptured: false, capturedAt: null }
const DISMISSED: KnownMoney = { ...CAPTURED, isOpen: false }

type Case = [string, PaymentFact | RefundFact | DisputeFact, KnownMoney | undefined, number, UnknownSession]

it.each<Case>([
  ["a session that may appear", CANCELED, undefined, 299, "appear"],
  ["a session that was replaced", CANCELED, undefined, 300, "ignore"],
  ["an end after the capture", CANCELED, CAPTURED, 300, "await"],
  ["an end before the capture", { ...CANCELED, occurredAt: at(10) }, CAPTURED, 300, "ignore"],
  ["an end without a time", { subject: "payment", state: "failed" }, CAPTURED, 0, "await"],
  ["an attempt beside the capture", { ...CANCELED, state: "requires_action" }, CAPTURED, 300, "ignore"],
  ["the end of an authorization", CANCELED, AUTHORIZED, 300, "ignore"],
  ["the end of money that was dismissed", CANCELED, DISMISSED, 300, "ignore"],
  ["a refund before its payment", REFUNDED, undefined, 0, "appear"],
  ["a refund of another shop's", REFUNDED, undefined, 300, "ignore"],
  ["a refund of known money", REFUNDED, CAPTURED, 300_000, "await"],
  ["a refund of money that was dismissed", REFUNDED, DISMISSED, 300, "ignore"],
  ["a dispute of another shop's", DISPUTED, undefined, 300, "ignore"],
  ["a dispute of money that may find its order", DISPUTED, CAPTURED, 299, "await"],
  ["a dispute of known money", DISPUTED, CAPTURED, 300, "review"],
  ["a dispute of money that was dismissed", DISPUTED, DISMISSED, 300, "review"],
])("%s", (_what, fact, money, ageSeconds, expected) => {
  expect(judgeUnknownSession(fact, money, ageSeconds)).toBe(expected)
})

it.each(PAYMENT_STATES.filter(isMoney))("leaves a payment that is %s to others", (state) => {
  for (const age of [0, 1e9]) expect(judgeUnknownSession({ subject: "payment", state }, undefined, age)).toBeUndefined()
})
