import { providerTemplate, usesProviderTemplate } from "../provider-template"

const templates = { "payment.captured": "d-0123", "payment.failed": { template: "d-0456" } }
const about = { audience: "customer", fact: "payment.captured", kind: "email" } as const

it("leaves the words of a mail to the provider's template, and of nothing else", () => {
  expect(usesProviderTemplate(templates, about)).toBe(true)
  expect(usesProviderTemplate(templates, { ...about, kind: "push" })).toBe(false)
  expect(usesProviderTemplate(templates, { ...about, kind: "phone" })).toBe(false)
  expect(usesProviderTemplate(templates, { ...about, fact: "payment.failed" })).toBe(false)
  expect(usesProviderTemplate(templates, { ...about, audience: "merchant" })).toBe(false)
})

it("names the store's template, else the fact, and files the feed under Medusa's own", () => {
  expect(providerTemplate(templates, "payment.failed", "email")).toBe("d-0456")
  expect(providerTemplate(templates, "refund.succeeded", "email")).toBe("refund.succeeded")
  expect(providerTemplate(templates, "refund.succeeded", "feed")).toBe("admin-ui")
})
