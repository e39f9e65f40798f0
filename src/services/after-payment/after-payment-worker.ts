import type { InFlight } from "../queue/in-flight"
import { Lane } from "../queue/lane"
import { Poller, type Work } from "../queue/poller"
import { AFTER_PAYMENT_LEASE_SECONDS, INBOX_PATIENCE_MS } from "../queue/times"
import type { PaymentTransition } from "../store/entities"
import type { AfterPaymentRepository } from "../store/after-payment-repository"

/** Runs the after-payment work of a transition, and writes its outcome on the transition. */
export interface AfterPaymentWork extends Work {
  runAfterPayment(transition: PaymentTransition): Promise<void>
}

/** After-payment runs at once in one process: a slow hook holds up only itself. */
const AT_ONCE = 3

/** Works on the transitions whose after-payment work is due, until none are left. */
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

  /** Looks for due transitions, and returns at once. It does not look by itself: a transition's event and the sweep wake it. */
  wake(work: AfterPaymentWork): void {
    this.#poller.wake(work)
  }

  /** Claims nothing more and waits for the work in flight. */
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
