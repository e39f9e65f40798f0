/** A broker under measurement, with a bare client of its own beside the plugin's. */
export interface BenchBroker {
  readonly name: string
  /** Options of a destination. */
  readonly destination: { readonly kind: string; readonly config: object }
  /** The bare client publishes the next body when the last one is confirmed. */
  oneByOne(bodies: readonly Buffer[]): Promise<void>
  /** The bare client publishes as many as a sender has on its way at once, and the next ones when those are confirmed. */
  batched(bodies: readonly Buffer[]): Promise<void>
  /** Takes away what was published. */
  empty(): Promise<void>
  close(): Promise<void>
}

/** As many as the plugin's kinds of brokers have on their way at once. */
const BATCH = 500

export const batchesOf = (bodies: readonly Buffer[]): Buffer[][] =>
  Array.from({ length: Math.ceil(bodies.length / BATCH) }, (_, i) => bodies.slice(i * BATCH, (i + 1) * BATCH))
