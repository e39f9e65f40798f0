import type { WebhookEventState, WebhookReplay } from "../../store/entities"
import type { OpenReplay, ReplayTransaction } from "../../store/webhook-replay-repository"

interface Limits {
  /** Events of all runs that may be in flight at once. */
  readonly window: number
  readonly giveUpAfterSeconds: number
}

export interface CarriedOn {
  /** Events that were made due. */
  readonly advanced: number
  /** Runs that ended by this step, as they are now. */
  readonly finished: readonly Pick<WebhookReplay, "id" | "total" | "done" | "failed">[]
  /** Some run has something left to do. */
  readonly isOpen: boolean
}

const IN_FLIGHT: readonly WebhookEventState[] = ["received", "processing"]
const NOT_APPLIED: readonly WebhookEventState[] = ["failed", "dead", "quarantined"]

/**
 * One step of all runs: counts what became of the events in flight, and makes as many further ones due as the window has room for, those of
 * the oldest run first. An event is never counted twice, whenever the process dies: all of a step is one commit.
 */
export async function carryOn(transaction: ReplayTransaction, { window, giveUpAfterSeconds }: Limits): Promise<CarriedOn> {
  const states = await transaction.statesOf(transaction.open.flatMap(({ in_flight }) => in_flight))
  const runs = transaction.open.map((run) => outcomes(run, states))
  let free = window - runs.reduce((sum, { inFlight }) => sum + inFlight.length, 0)
  let advanced = 0
  const finished: Array<CarriedOn["finished"][number]> = []
  for (const { run, inFlight, done, failed } of runs) {
    const next = run.state === "running" && free > 0 ? await transaction.advance(run, free, giveUpAfterSeconds) : undefined
    const ids = next?.ids ?? []
    free -= ids.length
    advanced += ids.length
    const isFinished = next !== undefined && !ids.length && !inFlight.length
    const state = isFinished ? "finished" : run.state
    if (isFinished) finished.push({ id: run.id, total: run.total, done: run.done + done, failed: run.failed + failed })
    if (!done && !ids.length && !isFinished && inFlight.length === run.in_flight.length) continue
    const after = next?.after ?? { receivedAt: run.after_received_at, id: run.after_id }
    await transaction.save(run.id, { inFlight: [...inFlight, ...ids], done, failed, after, state })
  }
  return { advanced, finished, isOpen: runs.length > finished.length }
}

/** The events of a run that are still in flight, and the number of the others. One that was deleted meanwhile counts as neither. */
function outcomes(run: OpenReplay, states: ReadonlyMap<string, WebhookEventState>) {
  const stateOf = (id: string) => states.get(id)
  const known = run.in_flight.filter((id) => states.has(id))
  const inFlight = known.filter((id) => IN_FLIGHT.includes(stateOf(id)!))
  return {
    run,
    inFlight,
    done: known.length - inFlight.length,
    failed: known.filter((id) => NOT_APPLIED.includes(stateOf(id)!)).length,
  }
}
