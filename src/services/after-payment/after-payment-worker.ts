import type { InFlight } from "../queue/in-flight"
import { Lane } from "../queue/lane"
import { Poller, type Work } from "../queue/poller"
import { AFTER_PAYMENT_LEASE_SECONDS, INBOX_PATIENCE_MS } from "../queue/times"
import type { PaymentTransition } from "../store/entities"
import type { AfterPaymentRepository } from "../store/after-payment-repository"

/** Runs what follows a move, and writes on the move what came of it. */
export interface AfterPaymentWork extends Work {
  runAfterPayment(transition: PaymentTransition): Promise<void>
}

/** Moves followed up at once by one process: a hook that is slow holds up itself, not the others. */
const AT_ONCE = 3

/** Works on the moves that are due to be followed up, until none are left. */
export class AfterPaymentWorker {
  readonly #afterPayments: AfterPaymentRepository
  readonly #lane: Lane
  readonly #poller: Poller<AfterPaymentWork>

  constructor({ afterPayments, processingInFlight }: { afterPayments: AfterPaymentRepository; processingInFlight: InFlight }) {
    this.#afterPayments = afterPayments
    this.#poller = new Poller({
      look: (work) => this.#look(work),
      after: { inFlight: processingInFlight, patienceMs: INBOX_PATIENCE_MS },
    })
    this.#lane = new Lane({ poller: this.#poller, atOnce: AT_ONCE })
  }

  /** Looks for due moves, and returns at once. It does not look by itself: a move's event and the sweep wake it. */
  wake(work: AfterPaymentWork): void {
    this.#poller.wake(work)
  }

  /** Claims nothing more and waits for what is under way. */
  stop(): Promise<void> {
    return this.#poller.stop()
  }

  #look(work: AfterPaymentWork): Promise<void> {
    return this.#lane.fill({
      claim: () => this.#afterPayments.claim(AFTER_PAYMENT_LEASE_SECONDS),
      work: (transition) => work.runAfterPayment(transition),
      onFault: (error) => work.onFault(error),
    })
  }
}
