import { isTold, writeMessage, type MessageData } from "../content"

const data: MessageData = { shop_name: null, order_display_id: null, amount: "2500", currency_code: "eur", reason_code: null }

it.each([
  ["payment.captured", "Payment received for order #7", "25.00 EUR"],
  ["payment.failed", "Payment failed for order #7", "25.00 EUR"],
  ["payment.canceled", "Payment canceled for order #7", "25.00 EUR"],
  ["refund.succeeded", "Refund for order #7", "25.00 EUR"],
])("writes about %s with subject, sum and order", (fact, subject, sum) => {
  const message = writeMessage(fact, { ...data, order_display_id: 7 })!

  expect(message.subject).toBe(subject)
  for (const text of [message.text, message.html]) {
    expect(text).toContain(sum)
    expect(text).toContain("order #7")
  }
})

it("speaks of your order while there is none yet", () => {
  expect(writeMessage("payment.failed", data)!.subject).toBe("Payment failed for your order")
})

it("does not tell a customer that nothing was charged when the payment was captured", () => {
  expect(writeMessage("payment.captured", data)!.text).not.toMatch(/not been charged/)
  expect(writeMessage("payment.failed", data)!.text).toMatch(/not been charged/)
})

it.each([
  "payment.pending",
  "payment.authorized",
  "payment.requires_action",
  "payment.expired",
  "refund.pending",
  "toString",
  "__proto__",
  "",
])("tells nobody about %s", (fact) => {
  expect(isTold(fact)).toBe(false)
  expect(writeMessage(fact, data)).toBeUndefined()
})

it("escapes the shop's name in HTML, and leaves text as it is", () => {
  const { html, text } = writeMessage("payment.captured", { ...data, shop_name: `<b>"A" & 'B'</b>` })!

  expect(text).toContain(` at <b>"A" & 'B'</b>.`)
  expect(html).toContain("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;")
})

it.each([
  ["jpy", "4000", "4000 JPY"],
  ["kwd", "1234", "1.234 KWD"],
  ["eur", "5", "0.05 EUR"],
  ["eur", "9007199254740993", "90071992547409.93 EUR"],
])("writes %s with its own digits", (currency_code, amount, sum) => {
  expect(writeMessage("payment.captured", { ...data, amount, currency_code })!.text).toContain(sum)
})
