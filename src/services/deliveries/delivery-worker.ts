import { randomUUID } from "node:crypto"
import type { InFlight } from "../queue/in-flight"
import { Poller } from "../queue/poller"
import { DELIVERY_PATIENCE_MS } from "../queue/times"
import type { Turns } from "../queue/turns"
import type { AttemptedDelivery, ClaimedDelivery, DeliveryRepository } from "../store/delivery-repository"
import { attempt, LEASE_MARGIN_SECONDS } from "./attempt"
import type { ComposeOrder } from "./compose"
import { DeliveryLane } from "./delivery-lane"
import type { Destinations } from "./destinations"
import type { OutcomeRecorder } from "./outcome-recorder"
import type { OpenSender, Senders } from "./senders"

/** The functions that the worker calls. */
export interface DeliveryDispatch {
  /** Makes the body of a delivery to a platform that is sent whole orders. */
  readonly compose: ComposeOrder
  /** An attempt has ended, and its outcome is written. */
  onEnded(delivery: ClaimedDelivery, outcome: AttemptedDelivery): void
  /** Receives a failure that cannot be written on a row. */
  onFault(error: unknown, destinationId?: string): void
}

interface Cradle {
  readonly deliveries: DeliveryRepository
  readonly destinations: Destinations
  readonly senders: Senders
  readonly outcomeRecorder: OutcomeRecorder
  readonly deliveryTurns: Turns
  readonly processingInFlight: InFlight
}

/**
 * Sends due deliveries, each destination by itself: as many at once as its kind allows, so that one that hangs holds up no other.
 * Orders go first: no claim is made while events are being processed, for a moment at a time.
 */
export class DeliveryWorker {
  readonly #parts: Cradle
  readonly #lanes = new Map<string, DeliveryLane>()
  /** The destinations' versions, as the last look saw them. */
  readonly #versions = new Map<string, number>()
  readonly #poller: Poller<DeliveryDispatch>
  #dispatch: DeliveryDispatch | undefined

  constructor(cradle: Cradle) {
    const { deliveries, destinations, senders, outcomeRecorder, deliveryTurns, processingInFlight } = cradle
    this.#parts = { deliveries, destinations, senders, outcomeRecorder, deliveryTurns, processingInFlight }
    this.#poller = new Poller({
      look: (dispatch) => this.#look(dispatch),
      after: { inFlight: processingInFlight, patienceMs: DELIVERY_PATIENCE_MS },
    })
  }

  /** Looks for due deliveries now, and from now on by itself as well; returns at once. */
  run(dispatch: DeliveryDispatch): void {
    this.#dispatch = dispatch
    this.#poller.run(dispatch)
  }

  /** Looks now, where it runs at all: a fact was committed. */
  wake(): void {
    if (this.#dispatch) this.#poller.wake(this.#dispatch)
  }

  /** Claims nothing more, waits for what is on its way, and closes all connections. */
  async stop(): Promise<void> {
    await this.#poller.stop()
    await this.#parts.senders.closeAll()
  }

  async #look(dispatch: DeliveryDispatch): Promise<void> {
    const { destinations, deliveries } = this.#parts
    await destinations.sync()
    for (const { id, version } of await deliveries.dueDestinations()) {
      this.#versions.set(id, version)
      this.#poller.track(this.#fill(id, dispatch))
    }
  }

  async #fill(id: string, dispatch: DeliveryDispatch): Promise<void> {
    const open = await this.#parts.senders.get(id, this.#versions.get(id) ?? 0, dispatch.onFault)
    if (!open) return
    const lane = this.#lanes.get(id) ?? new DeliveryLane(this.#laneOptions)
    this.#lanes.set(id, lane)
    await lane.fill<ClaimedDelivery>(open.kind.atOnce, {
      claim: (free) => this.#claim(open, free),
      work: (delivery) => this.#deliver(open, delivery, dispatch),
      again: () => this.#fill(id, dispatch),
      onFault: (error) => dispatch.onFault(error, id),
    })
  }

  readonly #laneOptions = {
    isStopped: () => this.#poller.isStopped,
    track: (work: Promise<void>, ended?: () => void) => this.#poller.track(work, ended),
  }

  async #claim({ row }: OpenSender, free: number): Promise<readonly ClaimedDelivery[]> {
    const { deliveries, deliveryTurns, processingInFlight } = this.#parts
    await processingInFlight.quiet(DELIVERY_PATIENCE_MS)
    const token = randomUUID()
    const claimed = await deliveryTurns.run(() =>
      deliveries.claim(row.id, free, row.timeout_seconds + LEASE_MARGIN_SECONDS, token),
    )
    if (!this.#poller.isStopped || !claimed.length) return claimed
    await deliveries.release(
      claimed.map(({ id }) => id),
      token,
    )
    return []
  }

  async #deliver(open: OpenSender, delivery: ClaimedDelivery, dispatch: DeliveryDispatch): Promise<void> {
    const outcome = await attempt(open, delivery, dispatch.compose)
    if (await this.#parts.outcomeRecorder.record(open.row.id, outcome)) dispatch.onEnded(delivery, outcome)
  }
}
