import { exceeds } from "../captures"
import type { PaymentFact } from "../facts"

const captured = (more: Partial<PaymentFact>): PaymentFact => ({ subject: "payment", state: "captured", ...more })
const eur = (minor: bigint) => ({ minor, currency: "EUR" })

it.each<[string, Partial<PaymentFact>, Partial<PaymentFact>, boolean]>([
  [
    "another capture by name, though it is smaller",
    { providerCaptureId: "c2", amount: eur(1n) },
    { providerCaptureId: "c1" },
    true,
  ],
  ["the same capture, whatever sum it tells", { providerCaptureId: "c1", amount: eur(9n) }, { providerCaptureId: "c1" }, false],
  ["a larger total", { capturedTotal: eur(9n), amount: eur(1n) }, { amount: eur(8n) }, true],
  ["an equal sum without a name", { amount: eur(8n) }, { providerCaptureId: "c1", amount: eur(8n) }, false],
  ["a larger sum in major units", { amount: { major: "0.09" } }, { amount: eur(8n) }, true],
  ["no sum", {}, { amount: eur(8n) }, false],
])("%s", (_what, fact, known, more) => {
  expect(exceeds(captured(fact), captured(known), "EUR")).toBe(more)
})
