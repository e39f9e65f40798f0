import type { Server } from "../../scripts/lib/postgres"
import { forkReceivers } from "./fork-receivers"
import { steadily } from "./steadily"
import { call, ACCOUNT } from "./webhooks"
import { capture, openWorld, perSecond, run } from "./world"

const AT_ONCE = 25
const FACTS_PER_SECOND = 50
/** The first calls, and the first deliveries beside them, compile what all others run, and open connections. */
const FIRST_CALLS = 2_000

/** Webhooks taken in per second while facts are written and go out to so many destinations. */
export async function intakeWith(pg: Server, destinations: number, count: number): Promise<number> {
  const others = await forkReceivers(destinations)
  const { cradle, service, close } = await openWorld(pg, others.receivers, ACCOUNT)
  run(cradle)
  const facts = steadily(FACTS_PER_SECOND, () => capture(cradle))
  try {
    const take = async (calls: number) => {
      let left = calls
      const hands = Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await call(service)
      })
      await Promise.all(hands)
    }
    await take(FIRST_CALLS)
    return await perSecond(count, () => take(count))
  } finally {
    await facts.stop()
    await close()
    others.close()
  }
}
