import { InvalidOptionsError } from "../domain/errors"
import { overlaps } from "../domain/payment-provider-pattern"

interface Settling {
  readonly id: string
  readonly paymentProviders: readonly string[]
}

/** Of which account a payment is must be clear: another account's webhooks must not pay it. */
export function refuseOverlaps(accounts: readonly Settling[]): void {
  accounts.forEach(({ paymentProviders }, index) =>
    paymentProviders.forEach((pattern, at) => {
      for (const other of accounts.slice(0, index)) {
        const overlapping = other.paymentProviders.find((before) => overlaps(before, pattern))
        if (overlapping === undefined) continue
        throw new InvalidOptionsError(
          `medusa-payment-notifications: option accounts[${index}].paymentProviders[${at}]: "${pattern}" and "${overlapping}" of ` +
            `account "${other.id}" name the same payment providers; name them one by one, or write the same in both accounts`,
        )
      }
    }),
  )
}
