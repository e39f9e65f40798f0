import { isOrphan, type Attempt } from "../orphans"

const now = new Date("2026-05-01T12:00:00Z")
const attempt: Attempt = {
  fact: "payment.captured",
  code: "insufficient_inventory",
  receivedAt: new Date("2026-05-01T11:45:00Z"),
  attempts: 5,
}

it.each<[string, Partial<Attempt>, boolean]>([
  ["sold out for long", {}, true],
  ["an authorization that no order can be made of", { fact: "payment.authorized" }, true],
  ["a session that is gone", { code: "unmatched_payment" }, true],
  ["a second too early", { receivedAt: new Date("2026-05-01T11:45:01Z") }, false],
  ["the first try after a long wait in the queue", { attempts: 1 }, false],
  ["a provider that does not answer", { code: "provider_unavailable" }, false],
  ["a fault nobody knows", { code: "unexpected_error" }, false],
  ["a failure, which brings no money", { fact: "payment.failed" }, false],
  ["a refund", { fact: "refund.succeeded" }, false],
])("%s: %p is an orphan: %p", (_what, change, expected) => expect(isOrphan({ ...attempt, ...change }, 900, now)).toBe(expected))
