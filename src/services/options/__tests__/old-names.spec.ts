import { parseOptions } from "../index"
import { readOldNames } from "../old-names"

it("reads the words of 0.1, and names today's word for each", () => {
  const warnings: string[] = []
  const { orphans, doublePayments, risk } = parseOptions(
    {
      orphans: { policy: "hold" },
      doublePayments: { policy: "hold" },
      risk: { repeatedFailures: { action: "hold" }, earlyFraudWarning: "hold", review: "flag" },
    },
    (message) => warnings.push(message),
  )

  expect([orphans.policy, doublePayments.policy]).toEqual(["review", "review"])
  expect(risk).toMatchObject({ repeatedFailures: { action: "review" }, earlyFraudWarning: "review", review: "flag" })
  expect(warnings).toEqual([
    'option orphans.policy: "hold" is called "review" since 0.2, and read until 1.0',
    'option doublePayments.policy: "hold" is called "review" since 0.2, and read until 1.0',
    'option risk.repeatedFailures.action: "hold" is called "review" since 0.2, and read until 1.0',
    'option risk.earlyFraudWarning: "hold" is called "review" since 0.2, and read until 1.0',
  ])
})

it("reads a message of the store's own under its old key, unless the new one is there, too", () => {
  const [was, is] = ["merchant.attention.follow_up_failed", "merchant.attention.after_payment_failed"]
  const warnings: string[] = []
  const { templates, messages } = parseOptions(
    {
      notifications: {
        templates: { [was]: "old", [is]: "new" },
        messages: { en: { facts: { [was]: { subject: "A step failed" } } }, de: {} },
      },
    },
    (message) => warnings.push(message),
  ).notifications

  expect(templates).toEqual({ [is]: "new" })
  expect(messages).toEqual({ en: { facts: { [is]: { subject: "A step failed" } } }, de: {} })
  expect(warnings).toHaveLength(2)
})

it.each([undefined, null, "hold", [], { orphans: "hold" }, { risk: { review: false } }])("leaves %j as it is", (input) => {
  const warn = jest.fn()
  expect(readOldNames(input, warn)).toEqual(input)
  expect(warn).not.toHaveBeenCalled()
})
