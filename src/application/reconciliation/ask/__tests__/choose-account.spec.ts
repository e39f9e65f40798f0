import type { PaymentNotificationService } from "../../../../services"
import type { Account } from "../../../../services/options"
import { chooseAccount } from "../choose-account"

const account = (id: string, provider: string, paymentProviders: string[] = []): Account => ({
  id,
  provider,
  paymentProviders,
  maxBodyBytes: 1,
  options: {},
})

/** A service whose accounts can be asked, all but those named. */
function serviceWith(accounts: readonly Account[], mute: readonly string[] = []) {
  const service = {
    options: { accounts, takeOverCoreRoute: false },
    accounts: { findRecorded: (id: string) => accounts.find((one) => one.id === id) },
    reconciliation: { client: { canQuery: ({ id }: Account) => !mute.includes(id) } },
  }
  return service as unknown as PaymentNotificationService
}

const [stripe, paypal] = [account("stripe", "stripe"), account("paypal", "paypal")]
const reference = { sessionId: "payses_1" }

describe("the account that is asked about a payment", () => {
  it("is the one of the payment provider's own provider, where several accounts name none", () =>
    expect(chooseAccount(serviceWith([stripe, paypal]), "pp_paypal_paypal", reference)).toBe(paypal))

  it("is never another provider's, though that one could be asked", () => {
    const service = serviceWith([stripe, paypal], ["stripe"])
    expect(chooseAccount(service, "pp_stripe_stripe", reference)).toBeUndefined()
    expect(chooseAccount(service, "pp_stripe_stripe", reference, { account: "stripe", provider: "stripe" })).toBeUndefined()
  })

  it("is one that names the payment provider by its beginning", () => {
    const named = account("shop", "stripe", ["pp_stripe*"])
    expect(chooseAccount(serviceWith([paypal, named]), "pp_stripe-ideal_stripe", reference)).toBe(named)
  })

  it("is one that names the payment provider before one that names none", () => {
    const named = account("eu", "paypal", ["pp_paypal_eu"])
    expect(chooseAccount(serviceWith([paypal, named]), "pp_paypal_eu", reference)).toBe(named)
  })

  it("is the only account if that names no payment provider, whatever its name", () =>
    expect(chooseAccount(serviceWith([stripe]), "pp_card", reference)).toBe(stripe))
})
