import { medusaSiblings } from "../../../src/services/providers/stripe/medusa-siblings"

interface Provider {
  readonly identifier: string
}

/** The providers that the installed Stripe package of Medusa registers. */
const { default: medusas } = jest.requireActual<{ default: { services: readonly Provider[] } }>("@medusajs/payment-stripe")

const ids = (configured: string) => medusas.services.map(({ identifier }) => `pp_${identifier}_${configured}`).sort()

it("are all payment providers that Medusa's Stripe package registers", () => {
  expect(ids("stripe")).toHaveLength(8)
  for (const id of ids("stripe")) expect([...medusaSiblings(id)].sort()).toEqual(ids("stripe"))
})

it("are those of one entry in the configuration, not of another Stripe account", () => {
  expect([...medusaSiblings("pp_stripe-ideal_eu")].sort()).toEqual(ids("eu"))
  expect(medusaSiblings("pp_paypal_stripe")).toEqual(["pp_paypal_stripe"])
})
