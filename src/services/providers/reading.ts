import type { Fact } from "../domain/facts"
import type { Amount } from "../domain/money"

/** Signed news about money of which no fact can be made: a person has to look. */
export interface Unclear {
  /** One sentence for a person: what the provider says, and why that is not enough. */
  readonly detail: string
  readonly sessionId?: string
  readonly providerPaymentId?: string
  readonly merchantReference?: string
  /** The sum that it is about. */
  readonly amount?: Amount
  /** Set for an order that another channel took on this provider account: its lines, as sentences for a person. */
  readonly foreignOrder?: readonly string[]
}

/** The facts of an event, or the reason that there are none: one of `facts`, `unclear` and `ignored`. */
export interface Reading {
  readonly facts: readonly Fact[]
  /** Set when `facts` is empty and stays so: the event is understood, and says nothing about money. */
  readonly ignored?: string
  /**
   * Set when `facts` is empty although the event says that money came, went, goes back or is claimed: an unknown state, an outcome
   * that is told outside of the signature. The event is quarantined and put before a person.
   */
  readonly unclear?: Unclear
  /**
   * Set when only the provider knows the truth: an adapter with `refetch` asks it in processing and reads the event again. Facts
   * beside it are the event's claims: shown, never applied.
   */
  readonly refetch?: true
}
