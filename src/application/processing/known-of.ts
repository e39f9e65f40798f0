import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact } from "../../services/domain/facts"
import type { KnownMoney } from "../../services/domain/unknown-session"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../ground/module"

/** The facts known of a payment without a session of its own, and by which references: the ground of a verdict about it. */
export interface Known {
  readonly references: Pick<Fact, "providerPaymentId" | "sessionId">
  /** The session that the provider's payment is tied to. */
  readonly session: string | undefined
  /** The number of transitions of the session that was named. */
  readonly version: number
  readonly money: KnownMoney | undefined
}

export async function knownOf(
  container: MedusaContainer,
  { id, account }: Pick<ClaimedEvent, "id" | "account">,
  { providerPaymentId, sessionId }: Known["references"],
): Promise<Known> {
  const { inbox, payments } = paymentNotificationService(container)
  return {
    references: { ...(providerPaymentId && { providerPaymentId }), ...(sessionId && { sessionId }) },
    session: providerPaymentId && (await payments.findSessionOf(account, providerPaymentId)),
    version: sessionId ? await payments.versionOf(sessionId) : 0,
    money: await inbox.knownMoney(account, { providerPaymentId, sessionId }, id),
  }
}

/**
 * Whether more is known now than when a verdict was made on it. Only what has changed counts: an event that is ignored for what was
 * known all along would be requeued for ever.
 */
export async function knowsMore(
  container: MedusaContainer,
  event: Pick<ClaimedEvent, "id" | "account">,
  known: Known,
): Promise<boolean> {
  const now = await knownOf(container, event, known.references)
  return now.session !== known.session || now.version !== known.version || now.money?.isOpen !== known.money?.isOpen
}
