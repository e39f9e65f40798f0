import { consequenceOf, needsConfirmation } from "../consequence"

const captured = { kind: "mismatch", amount: "2400", amount_required: false, data: { fact: "payment.captured" } } as const
const authorized = { ...captured, data: { fact: "payment.authorized" } } as const
const unreported = { ...captured, amount_required: true } as const
const withoutSum = { ...captured, kind: "dead_event", amount: null } as const

it.each([
  ["refund", captured, "decide.refund", true],
  ["refund", authorized, "decide.void", true],
  ["accept", captured, "decide.accept", true],
  ["accept", { ...captured, kind: "capture_reversed" }, "decide.acceptLoss", true],
  ["accept", unreported, "decide.acceptUnknown", false],
  ["accept", withoutSum, "decide.acceptEvent", false],
  ["dismiss", captured, "decide.dismiss", false],
] as const)("%s of %o is said as %s", (action, item, sentence, isConfirmed) => {
  expect(consequenceOf(action, item)).toBe(sentence)
  expect(needsConfirmation(action, item)).toBe(isConfirmed)
})
