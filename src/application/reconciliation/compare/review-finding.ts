import type { MedusaContainer } from "@medusajs/framework/types"
import type { ReconciliationFinding } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"

type ReviewedFinding = Pick<
  ReconciliationFinding,
  "id" | "account" | "detail" | "payment_session_id" | "payment_record_id" | "provider_payment_id"
>

const KIND = "drift"

const subjectOf = ({ account, payment_session_id, provider_payment_id }: Omit<ReviewedFinding, "id">): string =>
  payment_session_id ?? `${account}:${provider_payment_id}`

/** Puts a difference that cannot be repaired by applying facts up for review; the sweep announces it. */
export async function reviewFinding(container: MedusaContainer, { id, ...about }: ReviewedFinding, why?: string): Promise<void> {
  const { attention, reconciliation, payments } = paymentNotificationService(container)
  await reconciliation.findings.close(id, "in_review")
  const differences = about.detail.split("; ")
  const decided = await decidedDifferences(container, subjectOf(about))
  const record = about.payment_record_id ? await payments.findRecord(about.payment_record_id) : null
  const item = {
    kind: KIND,
    subject_key: subjectOf(about),
    ...about,
    detail: why ? `${about.detail} (${why})` : about.detail,
    cart_id: record?.cart_id ?? null,
    order_id: record?.order_id ?? null,
    amount: record?.amount ?? null,
    currency_code: record?.currency_code ?? null,
    data: { reconciliation_finding_id: id, differences, ...(decided.length && { decided }) },
  } as const
  await attention.raise(item, { isNews: !differences.every((difference) => decided.includes(difference)) })
}

/** The differences of this payment that a person has looked at and dismissed. Another one is news, however old the item is. */
async function decidedDifferences(container: MedusaContainer, subject: string): Promise<string[]> {
  const former = await paymentNotificationService(container).attention.findBySubject(KIND, subject)
  if (!former) return []
  // Items of versions that kept no list say the reason of a failed repair behind the last difference.
  const shown = (former.data.differences ?? former.detail.replace(/ \([^()]*\)$/, "").split("; ")) as string[]
  return [...((former.data.decided ?? []) as string[]), ...(former.resolution === "dismissed" ? shown : [])]
}

/** Both sides agree: the item about the difference is no longer needed. */
export async function closeFinding(container: MedusaContainer, { id, ...about }: ReviewedFinding): Promise<void> {
  const { attention, reconciliation } = paymentNotificationService(container)
  await reconciliation.findings.close(id, "repaired")
  const item = await attention.findBySubject(KIND, subjectOf(about))
  if (item?.state !== "open") return
  const decision = { action: "supersede", actor: "reconciliation", note: "the provider and the store agree now" } as const
  await attention.resolve(item.id, "superseded", decision)
}
