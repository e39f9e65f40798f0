import { parseArgs } from "node:util"
import type { WebhookEvent } from "../../services/store/entities"
import { EVENT } from "../../services/store/queues/states"
import { paymentNotificationService } from "../../application/ground/module"
import { momentOf } from "../arguments"
import type { Command } from "../command"
import { replayCause } from "../replay-cause"
import { say, sayJson, warn } from "../print"
import { withStore } from "../store/open-store"
import { UsageError } from "../usage-error"

/** Has events applied again after their cause is mended. */
export const replay: Command = {
  usage: `payment-notifications replay (--id <event>… | --state dead|quarantined|failed [--account <id>] [--since <time|age>]) [--json]
payment-notifications replay --cause <cause> --account <id> [--state dead|quarantined] [--json]
  In a store's root: makes events due again, with a fresh span of trying; the store's workers apply them. What they have done already
  they find done.
  --id       a webhook event (pwhe_…); may be given again
  --state    all events that stand there
  --cause    all given up, or quarantined, for one cause, as GET …/webhook-events/causes names it; a few at a time, on record, and to be
             stopped by POST …/webhook-events/replays/:id/stop
  --account  only this account's       --since  only what came since then: 2026-06-01T12:00:00Z, or 90m, 6h, 2d
  exit code  0 all were replayed, 1 some could not be, or anything else`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      id: { type: "string", multiple: true },
      state: { type: "string" },
      cause: { type: "string" },
      account: { type: "string" },
      since: { type: "string" },
      json: { type: "boolean", default: false },
    },
  })
  if (values.cause !== undefined) return replayCause(values.cause, values)
  const state = EVENT.troubled.find((known) => known === values.state)
  if (values.state !== undefined && !state) throw new UsageError(`--state must be one of ${EVENT.troubled.join(", ")}`)
  if (Boolean(values.id) === Boolean(state)) throw new UsageError(replay.usage)
  const filters: Record<string, unknown> = {
    ...(values.id ? { id: values.id } : { state }),
    ...(values.account && { account: values.account }),
    ...(values.since && { received_at: { $gte: momentOf("since", values.since) } }),
  }
  return withStore(async (container) => {
    const service = paymentNotificationService(container)
    const events = await service.listPaymentWebhookEvents(filters, { select: ["id"] })
    const unknown = values.id?.filter((id) => !events.some((event) => event.id === id)) ?? []
    for (const id of unknown) warn(`there is no webhook event ${id}`)
    const replayed: string[] = []
    for (const { id } of events as Pick<WebhookEvent, "id">[]) {
      try {
        await service.inbox.replay(id)
        replayed.push(id)
      } catch (error) {
        warn(error instanceof Error ? error.message : String(error))
      }
    }
    if (values.json) sayJson({ replayed: replayed.length, ids: replayed })
    else say(`${replayed.length} of ${events.length + unknown.length} replayed`)
    return replayed.length === events.length + unknown.length ? 0 : 1
  })
}
