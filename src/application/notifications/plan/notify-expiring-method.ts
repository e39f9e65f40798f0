import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentMethodFact } from "../../../services/domain/facts"
import { namesPaymentProvider } from "../../../services/domain/payment-provider-pattern"
import type { Account } from "../../../services/options"
import type { Verdict } from "../../../services/store/webhook-event-repository"
import { contactOf, type Customer } from "../reach/contact"
import { drainNotifications } from "../send/drain-notifications"
import { notifyCustomer } from "./notify-customer"

const FACT = "payment_method.expiring"

interface Holder {
  readonly provider_id: string
  readonly customer?: Customer | null
}

const ignored = (detail: string): Verdict => ({ state: "ignored", reason: "not_applied", lastError: `${FACT} ${detail}` })

/**
 * Notifies the customer that a saved payment method expires, once for each of its last days, and answers the verdict on the
 * event. Medusa knows the store's own customers by their account holder at the provider.
 */
export async function notifyExpiringMethod(
  container: MedusaContainer,
  account: Account,
  { providerCustomerId, providerPaymentMethodId, brand, last4, expiresOn }: PaymentMethodFact,
): Promise<Verdict> {
  if (!expiresOn) return ignored("says no date: there is nothing to notify the customer of")
  const customer = providerCustomerId ? await findCustomer(container, account, providerCustomerId) : undefined
  const contact = contactOf(customer)
  if (!contact) return ignored("is of no customer of this store that can be reached")
  const day = expiresOn.toISOString().slice(0, 10)
  await notifyCustomer(container, contact, {
    subject: [account.id, providerPaymentMethodId ?? providerCustomerId, "expiring", day].join(":"),
    fact: FACT,
    payment_transition_id: null,
    payment_record_id: null,
    payment_attention_id: null,
    data: { payment_method: { ...(brand && { brand }), ...(last4 && { last4 }), expires_on: day } },
  })
  drainNotifications(container)
  return { state: "processed", reason: null }
}

/** The customer behind the provider's customer id, at one of the Medusa payment providers that the account serves. */
async function findCustomer(
  container: MedusaContainer,
  { paymentProviders }: Account,
  externalId: string,
): Promise<Holder["customer"]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "account_holder",
    fields: ["provider_id", "customer.id", "customer.email", "customer.phone", "customer.has_account", "customer.metadata"],
    filters: { external_id: externalId },
  })
  const mine = ({ provider_id }: Holder) => !paymentProviders.length || namesPaymentProvider(paymentProviders, provider_id)
  return (data as unknown as Holder[]).find(mine)?.customer
}
