import { parseOptions } from "../index"

const reward = (promotion: object) => ({ afterPayment: { reward: { promotion } } })

it("switches nothing on by itself", () => {
  const { afterPayment } = parseOptions({})
  expect(afterPayment).toEqual({ retryInitialSeconds: 5, retryMaxSeconds: 3600, giveUpAfterSeconds: 86_400 })
})

it("fills in the defaults of each step", () => {
  const { afterPayment } = parseOptions({
    afterPayment: {
      reward: { promotion: { type: "fixed", value: 5, currencyCode: "EUR" } },
      customerGroup: { name: "Has paid" },
      inventory: {},
    },
  })
  expect(afterPayment).toMatchObject({
    reward: { promotion: { type: "fixed", value: "5", currencyCode: "eur", codePrefix: "THANKS-" } },
    customerGroup: { name: "Has paid", on: "payment.captured" },
    inventory: { releaseOn: ["payment.expired", "payment.canceled"], recheckOnCapture: true },
  })
})

it.each<[string, object, RegExp]>([
  ["a sum without its currency", reward({ type: "fixed", value: 5 }), /promotion\.currencyCode: is required/],
  [
    "a minimum without its currency",
    reward({ type: "percentage", value: 5, minimumAmount: 20 }),
    /promotion\.currencyCode: is required/,
  ],
  ["more than everything off", reward({ type: "percentage", value: 101 }), /promotion\.value: must be 100 or less/],
  ["nothing off", reward({ type: "percentage", value: 0 }), /promotion\.value: must be a decimal above zero/],
  ["less than nothing off", reward({ type: "percentage", value: -5 }), /promotion\.value: must be a decimal above zero/],
  [
    "a prefix that shops cannot type",
    reward({ type: "percentage", value: 5, codePrefix: "danke " }),
    /codePrefix: must be 1 to 20/,
  ],
  ["a group without name and id", { afterPayment: { customerGroup: {} } }, /customerGroup: needs either an id or a name/],
  ["a group with both", { afterPayment: { customerGroup: { id: "g", name: "G" } } }, /customerGroup: needs either/],
  [
    "stock released by a capture",
    { afterPayment: { inventory: { releaseOn: ["payment.captured"] } } },
    /inventory\.releaseOn\[0\]/,
  ],
])("refuses %s", (_what, options, message) => expect(() => parseOptions(options)).toThrow(message))
