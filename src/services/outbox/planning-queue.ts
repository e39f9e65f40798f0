import type { InFlight } from "../queue/in-flight"
import { MemoryQueue } from "../queue/memory-queue"
import { INBOX_PATIENCE_MS } from "../queue/times"

/** Moves whose messages one process plans at once. */
const AT_ONCE = 4

/** Moves whose messages are to be planned. A move is marked when they are, so that the sweep plans those of a process that died. */
export class PlanningQueue extends MemoryQueue {
  constructor({ processingInFlight }: { processingInFlight: InFlight }) {
    super({ atOnce: AT_ONCE, after: { inFlight: processingInFlight, patienceMs: INBOX_PATIENCE_MS } })
  }
}
