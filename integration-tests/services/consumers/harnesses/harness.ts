/** One kind's broker, with a queue that a consumer reads and nobody else uses. */
export interface Source {
  /** The consumer's `config`. */
  readonly config: Readonly<Record<string, unknown>>
  /** The same for another process, as JSON: of Kafka, `brokers` stands for the client that is made there. */
  readonly portable: Readonly<Record<string, unknown>>
  /** The `config` of a destination whose messages come into that queue. */
  readonly destination: Readonly<Record<string, unknown>>
  /** The same as JSON. */
  readonly portableDestination: Readonly<Record<string, unknown>>
  publish(headers: Readonly<Record<string, string>>, body: Buffer): Promise<void>
  /** Bodies of refused messages, once there are `count`. */
  refused(count: number): Promise<readonly Buffer[]>
  /** Messages that nobody has acknowledged, be they in work or waiting. */
  open(): Promise<number>
  /** Ends all connections, or the broker, and brings it back. */
  interrupt(): Promise<void>
  close(): Promise<void>
}

export interface SourceHarness {
  readonly kind: string
  start(): Promise<Source>
}
