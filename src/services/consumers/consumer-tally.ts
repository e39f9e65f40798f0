import type { ConsumerBeat } from "../domain/consumer-beat"
import { describeError } from "../domain/describe-error"

/** The place that beats are written to. */
export interface Beats {
  add(beats: readonly ConsumerBeat[]): Promise<void>
}

/** A broker that has not said by then how many messages wait is not asked again before the next beat. */
const ANSWER_MS = 3_000

type Counts = { -readonly [Name in "taken" | "refused" | "failed" | "fault"]: ConsumerBeat[Name] }

/** A running consumer, as each beat asks it. */
export interface Running {
  readonly isSubscribed: boolean
  /** Messages that wait at its broker; undefined where that cannot be said. */
  waiting(): Promise<number | undefined>
}

const none = (): Counts => ({ taken: 0, refused: 0, failed: 0, fault: null })

/**
 * Counts the messages of this process's consumers in memory and writes them with each beat. A process that is killed loses the counts of
 * its last seconds, and nothing else: the messages themselves are in the inbox.
 */
export class ConsumerTally {
  readonly #rows: Beats
  readonly #pending = new Map<string, Counts>()
  #writing: Promise<void> = Promise.resolve()

  constructor({ consumerRows }: { consumerRows: Beats }) {
    this.#rows = consumerRows
  }

  count(id: string, outcome: "taken" | "refused" | "failed"): void {
    this.#of(id)[outcome]++
  }

  fault(id: string, error: unknown): void {
    this.#of(id).fault = describeError(error).message
  }

  /** Writes what has come together. Never throws: what the database does not take is kept for the next time. */
  beat(consumers: ReadonlyMap<string, Running>): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(consumers))
    return this.#writing
  }

  async #write(consumers: ReadonlyMap<string, Running>): Promise<void> {
    const states = await Promise.all([...consumers].map(async ([id, running]) => ({ id, ...(await stateOf(running)) })))
    const beats = states.map((state) => ({ ...(this.#pending.get(state.id) ?? none()), ...state }))
    this.#pending.clear()
    try {
      await this.#rows.add(beats)
    } catch {
      for (const { id, taken, refused, failed, fault } of beats) {
        const since = this.#of(id)
        this.#pending.set(id, {
          ...{ taken: since.taken + taken, refused: since.refused + refused, failed: since.failed + failed },
          fault: since.fault ?? fault,
        })
      }
    }
  }

  #of(id: string): Counts {
    const counts = this.#pending.get(id) ?? none()
    this.#pending.set(id, counts)
    return counts
  }
}

/** A broker that says no or nothing is no reason to write nothing: the counts of the others would wait for it. */
async function stateOf(running: Running): Promise<Pick<ConsumerBeat, "isSubscribed" | "waiting">> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ANSWER_MS)
  })
  const waiting = await Promise.race([running.waiting().catch(() => undefined), late]).finally(() => clearTimeout(timer))
  return { isSubscribed: running.isSubscribed, waiting: waiting ?? null }
}
