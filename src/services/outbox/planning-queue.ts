import type { InFlight } from "../queue/in-flight"
import { MemoryQueue } from "../queue/memory-queue"
import { INBOX_PATIENCE_MS } from "../queue/times"

/** Transitions whose messages one process plans at once. */
const AT_ONCE = 4

/**
 * Transitions whose messages are to be planned. A transition is marked once they are, so that the sweep finds those of a process
 * that died.
 */
export class PlanningQueue extends MemoryQueue {
  constructor({ processingInFlight }: { processingInFlight: InFlight }) {
    super({ atOnce: AT_ONCE, after: { inFlight: processingInFlight, patienceMs: INBOX_PATIENCE_MS } })
  }
}
