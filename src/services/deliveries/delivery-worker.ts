import { randomUUID } from "node:crypto"
import type { InFlight } from "../queue/in-flight"
import { Poller } from "../queue/poller"
import { DELIVERY_PATIENCE_MS } from "../queue/times"
import type { Turns } from "../queue/turns"
import { allOf } from "../queue/urgent"
import type { AttemptedDelivery, ClaimedDelivery, DeliveryRepository } from "../store/delivery-repository"
import { attempt, GRACE_SECONDS } from "./attempt"
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

/** A claimed delivery, and when its claim began: its lease ends no earlier than it was given from then on. */
interface Claimed {
  readonly delivery: ClaimedDelivery
  readonly since: number
}

/** A lease is as long as an attempt may take, with the time to give it up, to wait for a place before it, and to write what came of it. */
const WAIT_SECONDS = 15
const WRITE_SECONDS = 10
const LEASE_MARGIN_SECONDS = GRACE_SECONDS + WAIT_SECONDS + WRITE_SECONDS

/** Nothing is claimed ahead for a receiver that is slower: it would only wait here. */
const PROMPT_SECONDS = 1

interface Cradle {
  readonly deliveries: DeliveryRepository
  readonly destinations: Destinations
  readonly senders: Senders
  readonly outcomeRecorder: OutcomeRecorder
  readonly deliveryTurns: Turns
  readonly intakeInFlight: InFlight
  readonly processingInFlight: InFlight
}

/**
 * Sends due deliveries, each destination by itself: as many at once as its kind allows, so that one that hangs holds up no other.
 * As many again are claimed ahead as long as the receiver takes each promptly; once one fails, they are let go of.
 * Orders go first: no claim is made while events are being processed, for a moment at a time. Nor is it looked for new facts while
 * webhooks are taken in: those of a moment are claimed together, and not each by itself.
 */
export class DeliveryWorker {
  readonly #parts: Cradle
  readonly #lanes = new Map<string, DeliveryLane<Claimed>>()
  /** The destinations that have taken their last delivery promptly. */
  readonly #prompt = new Set<string>()
  /** The destinations' versions, as the last look saw them. */
  readonly #versions = new Map<string, number>()
  readonly #poller: Poller<DeliveryDispatch>
  #dispatch: DeliveryDispatch | undefined

  constructor(cradle: Cradle) {
    const { deliveries, destinations, senders, outcomeRecorder, deliveryTurns, intakeInFlight, processingInFlight } = cradle
    this.#parts = { deliveries, destinations, senders, outcomeRecorder, deliveryTurns, intakeInFlight, processingInFlight }
    this.#poller = new Poller({
      look: (dispatch) => this.#look(dispatch),
      after: { inFlight: allOf(intakeInFlight, processingInFlight), patienceMs: DELIVERY_PATIENCE_MS },
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

  /** Claims nothing more, lets go of what waits for a place, waits for what is on its way, and closes all connections. */
  async stop(): Promise<void> {
    const stopped = this.#poller.stop()
    const dispatch = this.#dispatch
    if (dispatch) await Promise.all([...this.#lanes.keys()].map((id) => this.#letGo(id, dispatch)))
    await stopped
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
    const open = await this.#open(id, dispatch)
    if (!open) return
    const lane = this.#lanes.get(id) ?? new DeliveryLane<Claimed>(this.#laneOptions)
    this.#lanes.set(id, lane)
    const { atOnce } = open.kind
    await lane.fill(
      { atOnce, ahead: this.#prompt.has(id) ? atOnce : 0 },
      {
        claim: (free) => this.#claim(open, free),
        work: (claimed, left) => this.#deliver(id, claimed, left, dispatch),
        again: () => this.#fill(id, dispatch),
        onFault: (error) => dispatch.onFault(error, id),
      },
    )
  }

  readonly #laneOptions = {
    isStopped: () => this.#poller.isStopped,
    track: (work: Promise<void>, ended?: () => void) => this.#poller.track(work, ended),
  }

  #open(id: string, { onFault }: DeliveryDispatch): Promise<OpenSender | undefined> {
    return this.#parts.senders.get(id, this.#versions.get(id) ?? 0, onFault)
  }

  async #claim({ row }: OpenSender, free: number): Promise<readonly Claimed[]> {
    const { deliveries, deliveryTurns, processingInFlight } = this.#parts
    await processingInFlight.quiet(DELIVERY_PATIENCE_MS)
    return deliveryTurns.run(async () => {
      const since = performance.now()
      const leaseSeconds = row.timeout_seconds + LEASE_MARGIN_SECONDS
      const claimed = (await deliveries.claim(row.id, free, leaseSeconds, randomUUID())).map((delivery) => ({ delivery, since }))
      if (!this.#poller.isStopped) return claimed
      await this.#release(claimed)
      return []
    })
  }

  async #deliver(id: string, claimed: Claimed, left: () => void, dispatch: DeliveryDispatch): Promise<boolean> {
    const { delivery, since } = claimed
    const open = await this.#open(id, dispatch)
    // Where it waited for too long, its lease would end before its attempt: another worker would send it meanwhile.
    if (!open || performance.now() - since > WAIT_SECONDS * 1000) {
      await this.#release([claimed])
      return true
    }
    const outcome = await attempt(open, delivery, dispatch.compose)
    if (outcome.isFailure || outcome.isGone) {
      await Promise.all([this.#record(id, delivery, outcome, dispatch), this.#letGo(id, dispatch)])
      return true
    }
    if (isPrompt(outcome)) this.#prompt.add(id)
    left()
    return this.#record(id, delivery, outcome, dispatch)
  }

  /** Resolves once the outcome is written; to `false` if nothing else of the destination is due. */
  async #record(id: string, delivery: ClaimedDelivery, outcome: AttemptedDelivery, dispatch: DeliveryDispatch): Promise<boolean> {
    const { isWritten, hasMore } = await this.#parts.outcomeRecorder.record(id, outcome)
    if (isWritten) dispatch.onEnded(delivery, outcome)
    return hasMore
  }

  /** Lets go of what waits for a place, because the destination's breaker is to judge before more is sent, or because of a stop. */
  async #letGo(id: string, { onFault }: DeliveryDispatch): Promise<void> {
    this.#prompt.delete(id)
    const waiting = this.#lanes.get(id)?.takeWaiting() ?? []
    await this.#release(waiting).catch((error: unknown) => onFault(error, id))
  }

  async #release(claimed: readonly Claimed[]): Promise<void> {
    const leases = new Map<string, string[]>()
    for (const { delivery } of claimed) {
      const token = delivery.lease_token!
      leases.set(token, [...(leases.get(token) ?? []), delivery.id])
    }
    for (const [token, ids] of leases) await this.#parts.deliveries.release(ids, token)
  }
}

const isPrompt = ({ state, tookSeconds }: AttemptedDelivery): boolean =>
  state === "delivered" && tookSeconds !== null && tookSeconds < PROMPT_SECONDS
