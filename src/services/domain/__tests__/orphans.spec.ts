import { isOrphan, type Attempt } from "../orphans"

const attempt: Attempt = {
  fact: "payment.captured",
  code: "insufficient_inventory",
  ageSeconds: 900,
  attempts: 5,
}

it.each<[string, Partial<Attempt>, boolean]>([
  ["sold out for long", {}, true],
  ["an authorization that no order can be made of", { fact: "payment.authorized" }, true],
  ["a session that is gone", { code: "unmatched_payment" }, true],
  ["a second too early", { ageSeconds: 899 }, false],
  ["the first try after a long wait in the queue", { attempts: 1 }, false],
  ["a provider that does not answer", { code: "provider_unavailable" }, false],
  ["a fault nobody knows", { code: "unexpected_error" }, false],
  ["a failure, which brings no money", { fact: "payment.failed" }, false],
  ["a refund", { fact: "refund.succeeded" }, false],
])("%s: %p is an orphan: %p", (_what, change, expected) => expect(isOrphan({ ...attempt, ...change }, 900)).toBe(expected))
