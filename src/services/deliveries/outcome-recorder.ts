import type { Turns } from "../queue/turns"
import type { AttemptedDelivery, DeliveryRepository } from "../store/delivery-repository"

interface Waiting {
  readonly outcome: AttemptedDelivery
  readonly resolve: (written: boolean) => void
  readonly reject: (error: unknown) => void
}

interface Lane {
  waiting: Waiting[]
  isCommitting: boolean
}

const BATCH = 500

/**
 * Commits the outcomes of one destination together: while one commit is on its way to the disk, the next outcomes gather. One
 * destination at a time, since they are counted on its row.
 */
export class OutcomeRecorder {
  readonly #deliveries: DeliveryRepository
  readonly #turns: Turns
  readonly #lanes = new Map<string, Lane>()

  constructor({ deliveries, deliveryTurns }: { deliveries: DeliveryRepository; deliveryTurns: Turns }) {
    this.#deliveries = deliveries
    this.#turns = deliveryTurns
  }

  /** Resolves once the outcome is committed: `false` when its lease was lost, and somebody else's outcome counts. */
  record(destinationId: string, outcome: AttemptedDelivery): Promise<boolean> {
    const lane = this.#lanes.get(destinationId) ?? { waiting: [], isCommitting: false }
    this.#lanes.set(destinationId, lane)
    return new Promise((resolve, reject) => {
      lane.waiting.push({ outcome, resolve, reject })
      if (!lane.isCommitting) void this.#commitAll(destinationId, lane)
    })
  }

  async #commitAll(destinationId: string, lane: Lane): Promise<void> {
    lane.isCommitting = true
    while (lane.waiting.length) {
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
      const written = new Set(
        await this.#deliveries.recordOutcomes(
          destinationId,
          batch.map(({ outcome }) => outcome),
        ),
      )
      for (const { outcome, resolve } of batch) resolve(written.has(outcome.id))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}
