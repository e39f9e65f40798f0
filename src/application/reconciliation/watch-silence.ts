import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { namesPaymentProvider } from "../../services/domain/payment-provider-pattern"
import { silenceOf } from "../../services/domain/silence"
import type { Account } from "../../services/options"
import { paymentNotificationService } from "../ground/module"
import { enabledPaymentProviders } from "../ground/payment-providers"

/** Enough to know an account's habits. */
const WEBHOOKS = 50

const KIND = "provider_silent"

/**
 * Puts up for attention that an account has gone silent while payments are being made, and closes the item when webhooks come
 * again.
 */
export async function watchSilence(container: MedusaContainer): Promise<void> {
  const service = paymentNotificationService(container)
  for (const account of service.options.accounts) {
    const webhooks = await service.status.lastWebhooks(account.id, WEBHOOKS)
    const last = webhooks[0]
    if (!last) continue
    const subject = `${account.id}:${last.id}`
    await supersedeOthers(container, account.id, subject)
    const receivedAt = webhooks.map(({ received_at }) => received_at)
    const silence = silenceOf({ receivedAt, now: service.now() }, service.options.reconciliation)
    if (!silence || !(await arePaymentsMade(container, account, silence.since))) continue
    await service.attention.raise({
      kind: KIND,
      subject_key: subject,
      account: account.id,
      webhook_event_id: last.id,
      detail:
        `no webhook from account "${account.id}" since ${silence.since.toISOString()}, although payments are being made; ` +
        `one came every ${span(silence.usualGapMinutes)} before: look at the provider whether it is switched off or refused`,
      data: { silent_since: silence.since.toISOString(), usual_gap_minutes: silence.usualGapMinutes },
    })
  }
}

const span = (minutes: number): string => (minutes < 1 ? "minute or less" : `${Math.round(minutes)} minutes`)

/**
 * An abandoned checkout sends nothing anywhere: only a payment that was made, or one that reconciliation had to find, shows that
 * webhooks are missing.
 */
async function arePaymentsMade(container: MedusaContainer, { id, paymentProviders }: Account, since: Date): Promise<boolean> {
  if (await paymentNotificationService(container).reconciliation.findings.anySince(id, since)) return true
  const enabled = await enabledPaymentProviders(container)
  const own = enabled.filter((provider) => namesPaymentProvider(paymentProviders, provider))
  if (!own.length) return false
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id"],
    filters: { provider_id: own, created_at: { $gt: since } },
    pagination: { take: 1, skip: 0 },
  })
  return data.length > 0
}

async function supersedeOthers(container: MedusaContainer, account: string, subject: string): Promise<void> {
  const service = paymentNotificationService(container)
  for (const item of await service.listPaymentAttentions({ kind: KIND, account, state: "open" })) {
    if (item.subject_key === subject) continue
    const decision = { action: "supersede", actor: "reconciliation", note: "webhooks come again" } as const
    await service.attention.resolve(item.id, "superseded", decision)
  }
}
