import type { MedusaContainer } from "@medusajs/framework/types"
import { AmountMismatchError, HeldPaymentError } from "../../services/domain/errors"
import { factName } from "../../services/domain/facts"
import { isOrphan } from "../../services/domain/orphans"
import { describeError } from "../../services/domain/describe-error"
import type { References } from "../../services/inbox/inbox"
import type { AttentionKind, WebhookEventState } from "../../services/store/entities"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { holdEvent, type Held } from "../attention/raise/hold-event"
import { paymentNotificationService } from "../shared/module"

type About = Pick<Held, "fact" | "sessionId"> & { readonly event: ClaimedEvent }

/** What becomes of an event that could not be applied: held for a person, tried again later, or given up and shown to a person. */
export async function refuse(
  container: MedusaContainer,
  about: About,
  error: unknown,
  told: References,
): Promise<WebhookEventState> {
  const { inbox } = paymentNotificationService(container)
  const { event } = about
  const held = heldAs(container, about, error)
  if (held) {
    const verdict = await holdEvent(container, { ...about, ...held }, held.reason)
    await inbox.complete(event, { ...told, ...verdict })
    return verdict.state
  }
  const dead = { ...about, kind: "dead_event", detail: describeError(error).message } as const
  return inbox.retry(event, error, told, () => holdEvent(container, dead, "dead"))
}

function heldAs(
  container: MedusaContainer,
  { event, fact }: About,
  error: unknown,
): (Pick<Held, "kind" | "detail" | "differences"> & { reason: string }) | undefined {
  const { code, message: detail } = describeError(error)
  if (error instanceof AmountMismatchError) return { kind: "mismatch", detail, differences: error.differences, reason: code }
  if (error instanceof HeldPaymentError) return { kind: error.code as AttentionKind, detail, reason: code }
  const { orphans } = paymentNotificationService(container).options
  if (!fact) return undefined
  const { received_at: receivedAt, attempts } = event
  if (isOrphan({ fact: factName(fact), code, receivedAt, attempts }, orphans.afterSeconds, new Date())) {
    return { kind: "orphan_payment", detail: `paid, but no order could be made: ${detail}`, reason: "orphan_payment" }
  }
  return undefined
}
