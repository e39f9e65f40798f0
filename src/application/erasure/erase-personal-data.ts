import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ERASURE_ID, type ErasedMark } from "../../services/domain/erased"
import type { Located } from "../../services/store/erasure-repository"
import { paymentNotificationService } from "../ground/module"
import { eraseHandedOver, listHandedOver } from "./erase-handed-over"
import { countsLine, openLine, type ErasureReport } from "./erasure-report"
import { findPerson } from "./find-person"
import { checkRequest, type PersonRequest } from "./person-request"
import { pseudonyms } from "./pseudonym"

/** Small, so that no commit holds its locks for long. */
const BATCH = 100

export interface ErasePersonalDataInput extends PersonRequest {
  /** Only count. */
  readonly dry_run?: boolean
  /** Who asked for it, for the log: a user's id, or a word such as `command`. */
  readonly actor?: string
}

/**
 * Erases a person's data from our rows and from Medusa's rows of our messages, batch by batch. What was done before a kill stays
 * done; the same call does the rest. Events come first: those about a saved card are found by the messages.
 */
export async function erasePersonalData(container: MedusaContainer, input: ErasePersonalDataInput): Promise<ErasureReport> {
  checkRequest(input)
  const service = paymentNotificationService(container)
  const { erasures } = service
  const person = await findPerson(container, input)
  const located = await erasures.locate(person)
  const dry_run = input.dry_run ?? false
  const mark: ErasedMark = { erased: `${ERASURE_ID}_${randomUUID().replaceAll("-", "")}`, erased_at: service.now().toISOString() }
  const counted = dry_run ? await count(container, located) : await empty(container, located, mark)
  const report: ErasureReport = {
    erasure: mark.erased,
    dry_run,
    erased: {
      ...counted,
      notification_preference: await erasures.forget("notification_preference", person.customerIds, dry_run),
      push_subscription: await erasures.forget("push_subscription", person.customerIds, dry_run),
    },
    open: {
      payment_webhook_event: located.events.open,
      payment_notification: located.messages.open,
      reconciliation_finding: located.findings.open,
    },
    kept: { payment_attention: located.items, notes: located.notes },
  }
  if (!dry_run) record(container, report, input.actor)
  return report
}

type Counted = Omit<ErasureReport["erased"], "notification_preference" | "push_subscription">

async function count(container: MedusaContainer, located: Located): Promise<Counted> {
  let handedOver = 0
  for (const messages of batches(located.messages.finished)) handedOver += (await listHandedOver(container, messages)).length
  return {
    payment_webhook_event: located.events.finished.length,
    payment_notification: located.messages.finished.length,
    notification: handedOver,
    payment_method_use: located.paymentMethodUses.length,
    reconciliation_finding: located.findings.finished.length,
  }
}

async function empty(container: MedusaContainer, located: Located, mark: ErasedMark): Promise<Counted> {
  const { erasures } = paymentNotificationService(container)
  const pseudonymOf = pseudonyms()
  let handedOver = 0
  const inCore = async (messages: Parameters<typeof eraseHandedOver>[1]) => {
    handedOver += await eraseHandedOver(container, messages, pseudonymOf)
  }
  const messageIds = located.messages.finished.map(({ id }) => id)
  return {
    payment_webhook_event: await inBatches(located.events.finished, (ids) => erasures.emptyEvents(ids, mark)),
    reconciliation_finding: await inBatches(located.findings.finished, (ids) => erasures.emptyFindings(ids, mark)),
    payment_method_use: await inBatches(located.paymentMethodUses, (ids) => erasures.renamePaymentMethods(ids, pseudonymOf)),
    payment_notification: await inBatches(messageIds, (ids) => erasures.emptyMessages(ids, mark, pseudonymOf, inCore)),
    notification: handedOver,
  }
}

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH))

async function inBatches<T>(all: readonly T[], work: (batch: T[]) => Promise<number>): Promise<number> {
  let changed = 0
  for (const batch of batches(all)) changed += await work(batch)
  return changed
}

/** The line that proves the erasure later, with the id that its rows name, and without the person's. */
function record(container: MedusaContainer, report: ErasureReport, actor = "workflow"): void {
  const left = openLine(report)
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`payment notifications: erasure ${report.erasure} (${actor}): ${countsLine(report.erased)}` + (left ? `; ${left}` : ""))
}
