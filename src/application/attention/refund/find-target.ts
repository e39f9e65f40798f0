import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { InvalidStateError } from "../../../services/domain/errors"
import { toMajor } from "../../../services/domain/money"
import { namesPaymentProvider } from "../../../services/domain/payment-provider-pattern"
import { medusaSiblings } from "../../../services/providers/stripe/medusa-siblings"
import type { PaymentAttention, PaymentRecord } from "../../../services/store/entities"
import { detachedCollectionId, detachedSessionId } from "../../../medusa/rows/detached"
import { refuseOrdered } from "../../../medusa/rows/refuse-ordered"
import { sumMinor } from "../../../medusa/rows/stored-amount"
import type { Target } from "../../../medusa/rows/target"
import { paymentNotificationService } from "../../ground/module"
import { enabledPaymentProviders } from "../../ground/payment-providers"

const names = (data: Record<string, unknown> | null | undefined, id: string): boolean => Object.values(data ?? {}).includes(id)

export interface Circumstances {
  /** The payment of the item's session, as far as we know it. */
  readonly record: PaymentRecord | null
  readonly byPolicy: boolean
  /** The provider reports captured money, not an authorization. */
  readonly isCaptured: boolean
}

/**
 * The session on which quarantined money can be refunded or voided. It is the payment's own session, if that holds this payment
 * and no order. Else it is a session made for the payment, which Medusa's payment provider then has to recognize. Ids follow from
 * the payment, so that a repeated call finds the rows of the first, for the same item or for another notice of the same payment.
 */
export async function findTarget(
  container: MedusaContainer,
  item: PaymentAttention,
  { record, byPolicy, isCaptured }: Circumstances,
): Promise<Target> {
  const { payment_session_id: sessionId, provider_payment_id: paymentId, currency_code } = item
  if (!sessionId || !item.amount || !currency_code) {
    throw new InvalidStateError(
      "session, amount or currency of the payment are not known: refund it at the provider, then dismiss this",
    )
  }
  const money = { amount: toMajor(BigInt(item.amount), currency_code), currency_code }
  const [session] = await container
    .resolve(Modules.PAYMENT)
    .listPaymentSessions({ id: [sessionId] }, { relations: ["payment", "payment.refunds"], take: 1 })
  if (!session) {
    const deleted = await findDeleted(container, sessionId)
    if (deleted) {
      // Its row keeps its id: the session to refund on takes another.
      const own = detachedSessionId(sessionId, paymentId)
      const target = { session_id: own, collection_id: detachedCollectionId(own, paymentId), exists: false, payment_id: null }
      const data = !paymentId || names(deleted.data, paymentId) ? deleted.data : { id: paymentId }
      return { ...money, ...target, provider_id: deleted.provider_id, data: data ?? {} }
    }
    if (byPolicy && !record) {
      throw new InvalidStateError(
        "this store knows nothing of the payment's session: it may be another store's on the same account, so a person decides",
      )
    }
    const target = {
      session_id: sessionId,
      collection_id: detachedCollectionId(sessionId, paymentId),
      exists: false,
      payment_id: null,
    }
    return { ...money, ...target, ...(await named(container, item, record)) }
  }
  const { payment } = session
  const isOwn = !paymentId || names(session.data, paymentId) || (payment && record?.provider_payment_id === paymentId)
  const collection_id = detachedCollectionId(sessionId, paymentId)
  const isDetached = session.payment_collection_id === collection_id
  const isCanceled = Boolean((payment as { canceled_at?: unknown } | undefined)?.canceled_at)
  if (isDetached && payment && (isCanceled || payment.refunds?.length)) refuseOtherAmount(item, payment)
  // An authorization that was voided for another notice stays voided. If it was captured all the same, there is money to refund
  // again.
  if (isOwn && (!isCanceled || (isDetached && !isCaptured))) {
    if (payment)
      await refuseOrdered(container, { id: payment.id, payment_collection_id: session.payment_collection_id as string })
    const { provider_id, data } = session
    const target = { session_id: sessionId, collection_id, exists: true, payment_id: payment?.id ?? null }
    return { ...money, ...target, provider_id, data: data ?? {} }
  }
  const own = detachedSessionId(sessionId, paymentId)
  const data = isOwn ? session.data : { id: paymentId }
  const target = { session_id: own, collection_id: detachedCollectionId(own, paymentId), exists: false, payment_id: null }
  return { ...money, ...target, provider_id: session.provider_id, data: data ?? {} }
}

/** The session of a payment link that the merchant has withdrawn: core marks it as deleted, where it removes one of a cart. */
async function findDeleted(container: MedusaContainer, id: string) {
  const payments = container.resolve(Modules.PAYMENT)
  return (await payments.listPaymentSessions({ id: [id] }, { withDeleted: true, take: 1 }))[0]
}

/** Two notices of one payment may report different amounts: the refund made for one of them does not cover the other. */
function refuseOtherAmount({ amount, currency_code: currency }: PaymentAttention, payment: { amount: unknown }): void {
  const before = sumMinor([payment], currency!)
  if (before === BigInt(amount!)) return
  const show = (minor: bigint) => `${toMajor(minor, currency!)} ${currency!.toUpperCase()}`
  throw new InvalidStateError(
    `the payment was refunded or voided as ${show(before)} for another notice, and this one reports ${show(BigInt(amount!))}: ` +
      "look at the provider, then dismiss this",
  )
}

/** Nothing is left of the session, so the provider is asked with its own id of the payment. */
async function named(
  container: MedusaContainer,
  { account, provider_payment_id: id }: PaymentAttention,
  record: PaymentRecord | null,
): Promise<Pick<Target, "provider_id" | "data">> {
  const provider_id = record?.payment_provider_id ?? (await onlyPaymentProvider(container, account))
  if (!id || !provider_id) {
    throw new InvalidStateError("the payment's session is gone, and its payment provider is not known: refund it at the provider")
  }
  return { provider_id, data: { id } }
}

/** The one payment provider of an account. Several that share a provider's account refund each other's payments: any will do. */
async function onlyPaymentProvider(container: MedusaContainer, account: string | null): Promise<string | undefined> {
  const patterns = paymentNotificationService(container).accounts.find(account ?? "")?.paymentProviders ?? []
  const [first, ...more] = (await enabledPaymentProviders(container)).filter((id) => namesPaymentProvider(patterns, id))
  if (!first) return undefined
  const siblings = medusaSiblings(first)
  return more.every((id) => siblings.includes(id)) ? first : undefined
}
