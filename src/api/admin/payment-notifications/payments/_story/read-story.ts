import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { newestFirst, STORY_KINDS, type StoryKind, type StoryPlace } from "../../../../../services/domain/payment-story"
import { mayRead } from "../../_shared/policies"
import { paymentFields, type PaymentRow } from "../query-config"
import { readEntries } from "./read-entries"
import { readMedusaEntries } from "./read-medusa-entries"
import type { StoryEntry } from "./story-entry"

/** A page of a story: the newest entries first. */
export interface StoryPage {
  readonly entries: readonly StoryEntry[]
  /** There are older ones, before the last of these. */
  readonly has_more: boolean
  /** The caller's roles may not read messages: none are among the entries. */
  readonly messages_hidden: boolean
}

interface StoryRequest {
  readonly kinds?: readonly StoryKind[] | undefined
  readonly before?: StoryPlace | undefined
  readonly limit: number
}

/** The payment, or Medusa's 404. */
export async function findPayment(req: AuthenticatedMedusaRequest): Promise<PaymentRow> {
  const id = req.params.id ?? ""
  const { lists } = paymentNotificationService(req.scope)
  const [found = []] = await lists.related<PaymentRow>([{ entity: "PaymentRecord", filters: { id }, select: paymentFields }])
  if (!found[0]) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Payment with id: ${id} was not found`)
  return found[0]
}

/** Reads the newest `limit` entries before a place, whatever they are about. Throws ReadUnavailableError. */
export async function readStory(
  req: AuthenticatedMedusaRequest,
  payment: PaymentRow,
  { kinds = STORY_KINDS, before, limit }: StoryRequest,
): Promise<StoryPage> {
  const [mayReadMessages, showsRecipients] = await Promise.all([mayRead(req, "notification"), mayRead(req, "customer")])
  const wanted = kinds.filter((kind) => kind !== "message" || mayReadMessages)
  const { paymentStories } = paymentNotificationService(req.scope)
  const [places, medusa] = await Promise.all([
    paymentStories.places(payment, { kinds: wanted, before, limit: limit + 1 }),
    wanted.includes("medusa") ? readMedusaEntries(req.scope, payment) : [],
  ])
  const earlier = medusa.filter((entry) => !before || newestFirst(before, entry) < 0)
  const page = [...places, ...earlier].sort(newestFirst)
  const shown = new Set(page.slice(0, limit).map(({ id }) => id))
  const ours = await readEntries(
    req.scope,
    payment,
    places.filter(({ id }) => shown.has(id)),
    { showsRecipients },
  )
  return {
    entries: [...ours, ...earlier.filter(({ id }) => shown.has(id))].sort(newestFirst),
    has_more: page.length > limit,
    messages_hidden: !mayReadMessages,
  }
}
