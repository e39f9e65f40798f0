import type { DestinationKind } from "../../../../src/services/deliveries/kind"

/** A message as an independent consumer of the broker sees it. */
export interface Received {
  /** The id by which consumers of this broker recognise repeats. */
  readonly id: string
  /** The key that keeps the messages of a payment in order, where the broker has such a key. */
  readonly key?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** One kind's broker during a spec, with a place that messages go to and nobody else uses. */
export interface Broker {
  /** Config of a destination that takes messages. */
  readonly config: unknown
  /** Config of a destination that the broker refuses, and a word of the refusal. */
  readonly refused: { readonly config: unknown; readonly says: RegExp }
  /** All that has been received since the last call, once at least `count` messages are there. */
  received(count: number): Promise<readonly Received[]>
  /** The broker is gone: connections are refused. */
  stop(): Promise<void>
  start(): Promise<void>
  /** The broker accepts bytes and says nothing. */
  hang(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** A kind of destination, held to the conformance suite. */
export interface KindHarness {
  readonly kind: DestinationKind<any>
  /** The header of a CloudEvents attribute. */
  readonly attribute: (name: string) => string
  /** The secrets that its messages are signed with. */
  readonly secrets?: readonly string[]
  /** `false` if messages of one subject that are sent at once may arrive in any order. */
  readonly keepsOrder?: boolean
  open(): Promise<Broker>
}
