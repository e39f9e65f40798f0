import type { InFlight } from "./in-flight"

/** Work that goes first. */
export type Urgent = Pick<InFlight, "quiet">

/** Several kinds of work that go first: waits until each of them was quiet, and for no longer than for one. */
export const allOf = (...kinds: readonly Urgent[]): Urgent => ({
  quiet: async (patienceMs) => (await Promise.all(kinds.map((kind) => kind.quiet(patienceMs)))).every(Boolean),
})
