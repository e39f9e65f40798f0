import { paymentNotificationService } from "../application/ground/module"
import { beginReplay } from "../services/inbox/replay/begin-replay"
import { CAUSED_STATES } from "../services/domain/webhook-causes"
import { say, sayJson } from "./print"
import { withStore } from "./store/open-store"
import { UsageError } from "./usage-error"

interface Asked {
  readonly account?: string | undefined
  readonly state?: string | undefined
  readonly id?: readonly string[] | undefined
  readonly since?: string | undefined
  readonly json: boolean
}

/** Begins a replay of all events of one cause, on record as `command`; the store's workers carry it out. */
export function replayCause(cause: string, { account, state: named = "dead", id, since, json }: Asked): Promise<number> {
  const state = CAUSED_STATES.find((known) => known === named)
  if (!state) throw new UsageError(`--state must be one of ${CAUSED_STATES.join(", ")} with --cause`)
  if (!account || id || since !== undefined)
    throw new UsageError("--cause goes with --account, and with neither --id nor --since")
  return withStore(async (container) => {
    const { replay, isNew } = await beginReplay(paymentNotificationService(container), { state, account, cause }, "command")
    if (json) sayJson({ replay: replay.id, total: replay.total })
    else say(`${replay.id}: ${replay.total} events are applied again${isNew ? "" : ` (begun by ${replay.actor})`}`)
    return 0
  })
}
