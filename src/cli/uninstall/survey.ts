import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../application/ground/module"
import { config as prune } from "../../jobs/prune"
import { config as reconcile } from "../../jobs/reconcile"
import { config as sweep } from "../../jobs/sweep"
import { countMarks } from "../../medusa/rows/count-marks"
import type { OtherProcess, Unfinished } from "../../services/store/installation-repository"
import { config as customerDeleted } from "../../subscribers/customer-deleted"
import { config as paymentMoved } from "../../subscribers/payment-moved"
import { config as webhookEventReceived } from "../../subscribers/webhook-event-received"

/** All that the plugin has in a store, and what stands in the way of its removal. */
export interface Survey {
  /** Dropped with their rows. */
  readonly tables: ReadonlyArray<{ readonly table: string; readonly rows: number }>
  /** Rows of Medusa's with our marks in their metadata: they stay. */
  readonly marks: ReadonlyArray<{ readonly table: string; readonly rows: number }>
  /** End with the plugin's entry in medusa-config. */
  readonly jobs: readonly string[]
  readonly subscribers: readonly string[]
  /** Paths that somebody outside calls: a person removes or redirects them there. */
  readonly webhooks: ReadonlyArray<{ readonly path: string; readonly caller: string }>
  readonly processes: readonly OtherProcess[]
  /** Null where no table is there. */
  readonly unfinished: Unfinished | null
}

export async function survey(container: MedusaContainer): Promise<Survey> {
  const { installation, options } = paymentNotificationService(container)
  const tables = await installation.tables()
  const sources = Object.entries(options.notifications.receipts).filter(([, configured]) => configured)
  return {
    tables,
    marks: await countMarks(container),
    jobs: [sweep, reconcile, prune].map(({ name }) => name),
    subscribers: [webhookEventReceived, paymentMoved, customerDeleted].map(({ context }) => context?.subscriberId ?? ""),
    webhooks: [
      ...options.accounts.map(({ id, provider }) => ({ path: `/webhooks/payments/${id}`, caller: provider })),
      ...sources.map(([source]) => ({ path: `/webhooks/notifications/${source}`, caller: source })),
      ...(options.takeOverCoreRoute ? [{ path: "/hooks/payment/:provider", caller: "answered by Medusa alone again" }] : []),
    ],
    processes: await installation.others(),
    unfinished: tables.length ? await installation.unfinished() : null,
  }
}
