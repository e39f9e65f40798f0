import type { Gauge } from "../queue/gauge"
import { Lane } from "../queue/lane"
import { Poller, type Work } from "../queue/poller"
import { FOLLOW_UP_LEASE_SECONDS, INBOX_PATIENCE_MS } from "../queue/times"
import type { PaymentTransition } from "../store/entities"
import type { FollowUpRepository } from "../store/follow-up-repository"

/** Runs what follows a move, and writes on the move what came of it. */
export interface FollowUpWork extends Work {
  followUp(transition: PaymentTransition): Promise<void>
}

/** Moves followed up at once by one process: a hook that is slow holds up itself, not the others. */
const AT_ONCE = 3

/** Works on the moves that are due to be followed up, until none are left. */
export class FollowUpWorker {
  readonly #followUps: FollowUpRepository
  readonly #lane: Lane
  readonly #poller: Poller<FollowUpWork>

  constructor({ followUps, processingGauge }: { followUps: FollowUpRepository; processingGauge: Gauge }) {
    this.#followUps = followUps
    this.#poller = new Poller({
      look: (work) => this.#look(work),
      after: { gauge: processingGauge, patienceMs: INBOX_PATIENCE_MS },
    })
    this.#lane = new Lane({ poller: this.#poller, atOnce: AT_ONCE })
  }

  /** Looks for due moves, and returns at once. It does not look by itself: a move's event and the sweep wake it. */
  wake(work: FollowUpWork): void {
    this.#poller.wake(work)
  }

  /** Claims nothing more and waits for what is under way. */
  stop(): Promise<void> {
    return this.#poller.stop()
  }

  #look(work: FollowUpWork): Promise<void> {
    return this.#lane.fill({
      claim: () => this.#followUps.claim(FOLLOW_UP_LEASE_SECONDS),
      work: (transition) => work.followUp(transition),
      onFault: (error) => work.onFault(error),
    })
  }
}
