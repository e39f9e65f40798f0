import type { PaymentNotificationService } from "../../services"
import { namesPaymentProvider } from "../../services/domain/payment-provider-pattern"
import { medusaSiblings } from "../../services/providers/stripe/medusa-siblings"
import { concern, ok, type Check } from "../../application/ground/check"

type Service = Pick<PaymentNotificationService, "options" | "status">

/** Core's address of a payment provider's webhooks. */
export const coreRouteOf = (paymentProviderId: string): string => `/hooks/payment/${paymentProviderId.replace(/^pp_/, "")}`

/** The enabled payment providers whose payments no account settles. */
export const withoutAccount = ({ options: { accounts } }: Pick<Service, "options">, enabled: readonly string[]): string[] =>
  accounts.some(({ paymentProviders }) => !paymentProviders.length)
    ? []
    : enabled.filter((id) => !accounts.some(({ paymentProviders }) => namesPaymentProvider(paymentProviders, id)))

/** Checks whether each enabled payment provider is settled by an account, or by webhooks on core's route. */
export async function checkPaymentProviders(service: Service, enabled: readonly string[]): Promise<Check[]> {
  const { options } = service
  if (!options.accounts.length) return []
  const checks: Check[] = []
  for (const id of withoutAccount(service, enabled)) {
    const check = `payment provider ${id}`
    if (!options.takeOverCoreRoute) {
      checks.push(
        concern(check, "no account settles it, so no webhook pays its payments; name it in an account's paymentProviders"),
      )
    } else if (!(await anyWebhook(service, id))) {
      checks.push(
        concern(
          check,
          `no account settles it, and no webhook ever came to ${coreRouteOf(id)}: name it in an account's paymentProviders, or ` +
            "enter that address at the provider",
        ),
      )
    }
  }
  return checks.length ? checks : [ok("payment providers", "webhooks settle each that is enabled")]
}

/** Payment providers of one package share an address. */
async function anyWebhook({ status }: Service, id: string): Promise<boolean> {
  for (const sibling of medusaSiblings(id)) if ((await status.lastWebhooks(sibling, 1)).length) return true
  return false
}
