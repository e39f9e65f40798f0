import { ATTENTION_KINDS } from "../../../services/store/entities"
import { writeMerchantMessage } from "../content"
import type { MerchantMessageData } from "../merchant-content"

const data: MerchantMessageData = {
  shop_name: "Shop & Co",
  order_display_id: 7,
  amount: "2500",
  currency_code: "eur",
  detail: "expected 25.00 EUR, reported 1.00 EUR",
  account: "stripe",
  provider_payment_id: "pi_1",
}

it.each(ATTENTION_KINDS.map((kind) => [kind]))(
  "tells the merchant of %s what happened, of which order, and where to look",
  (kind) => {
    const { subject, text, html } = writeMerchantMessage(`attention.${kind}`, data)!

    expect(subject).toMatch(/^\[Shop & Co\] .+ \(order #7, 25\.00 EUR\)$/)
    for (const body of [text, html]) {
      expect(body).toContain("expected 25.00 EUR, reported 1.00 EUR.")
      expect(body).toContain("Account: stripe")
      expect(body).toContain("Payment at the provider: pi_1")
    }
  },
)

it("leaves out what is not known", () => {
  const { subject, text } = writeMerchantMessage("attention.provider_silent", {
    ...data,
    shop_name: null,
    order_display_id: null,
    amount: null,
    currency_code: null,
    provider_payment_id: null,
  })!

  expect(subject).toBe("A payment provider has gone silent")
  expect(text).not.toMatch(/null|Payment at the provider/)
})

it.each(["payment.captured", "attention.toString", "attention.", ""])("has nothing to say about %p", (fact) =>
  expect(writeMerchantMessage(fact, data)).toBeUndefined(),
)
