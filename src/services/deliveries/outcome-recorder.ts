import type { Turns } from "../queue/turns"
import type { AttemptedDelivery, DeliveryRepository } from "../store/delivery-repository"

/** Tells whether an outcome was written, and whether more is due. */
export interface RecordedOutcome {
  /** False when its lease was lost, and somebody else's outcome counts. */
  readonly isWritten: boolean
  /** Something else of the destination is due. */
  readonly hasMore: boolean
}

interface Waiting {
  readonly outcome: AttemptedDelivery
  readonly resolve: (recorded: RecordedOutcome) => void
  readonly reject: (error: unknown) => void
}

interface Lane {
  waiting: Waiting[]
  isCommitting: boolean
  /** Ends the wait for more failures; there where one goes on. */
  hurry?: (() => void) | undefined
}

const BATCH = 500

/**
 * Failures are in no hurry. Calls to a receiver that hangs end one after another, as they were begun: a commit for each of them, and a
 * claim behind it, would take the connections from destinations that work. The breaker opens by the first commit of several.
 */
const FAILURES_GATHER_MS = 200

const isFailure = ({ outcome: { isFailure, isGone, isProbe } }: Waiting): boolean => isFailure && !isGone && !isProbe

/**
 * Commits the outcomes of one destination together: while one commit is on its way to the disk, the next outcomes gather. One
 * destination at a time, since they are counted on its row.
 */
export class OutcomeRecorder {
  readonly #deliveries: DeliveryRepository
  readonly #turns: Turns
  readonly #lanes = new Map<string, Lane>()
  readonly #gatherMs: number

  constructor(
    { deliveries, deliveryTurns }: { deliveries: DeliveryRepository; deliveryTurns: Turns },
    gatherMs = FAILURES_GATHER_MS,
  ) {
    this.#gatherMs = gatherMs
    this.#deliveries = deliveries
    this.#turns = deliveryTurns
  }

  /** Resolves once the outcome is committed. */
  record(destinationId: string, outcome: AttemptedDelivery): Promise<RecordedOutcome> {
    const lane = this.#lanes.get(destinationId) ?? { waiting: [], isCommitting: false }
    this.#lanes.set(destinationId, lane)
    return new Promise((resolve, reject) => {
      const waiting = { outcome, resolve, reject }
      lane.waiting.push(waiting)
      if (!isFailure(waiting)) lane.hurry?.()
      if (!lane.isCommitting) void this.#commitAll(destinationId, lane)
    })
  }

  async #commitAll(destinationId: string, lane: Lane): Promise<void> {
    lane.isCommitting = true
    while (lane.waiting.length) {
      if (lane.waiting.every(isFailure)) await gather(lane, this.#gatherMs)
      await this.#turns.run(async () => {
        // One turn of the event loop later, so that every answer that has already reached this process goes along.
        await new Promise(setImmediate)
        await this.#commit(destinationId, lane.waiting.splice(0, BATCH))
      })
    }
    this.#lanes.delete(destinationId)
  }

  async #commit(destinationId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const { ids, hasMore } = await this.#deliveries.recordOutcomes(
        destinationId,
        batch.map(({ outcome }) => outcome),
      )
      const written = new Set(ids)
      for (const { outcome, resolve } of batch) resolve({ isWritten: written.has(outcome.id), hasMore })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}

/** Waits for more failures, until anything else ends. */
async function gather(lane: Lane, forMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await new Promise<void>((resolve) => {
    lane.hurry = resolve
    timer = setTimeout(resolve, forMs)
  })
  clearTimeout(timer)
  lane.hurry = undefined
}
