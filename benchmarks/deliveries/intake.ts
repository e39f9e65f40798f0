import type { Server } from "../../scripts/lib/postgres"
import { steadily } from "./steadily"
import { call, ACCOUNT } from "./webhooks"
import { capture, openReceiver, openWorld, perSecond, run } from "./world"

const AT_ONCE = 25
const FACTS_PER_SECOND = 50

/** Webhooks taken in per second while facts are written and go out to so many destinations. */
export async function intakeWith(pg: Server, destinations: number, count: number): Promise<number> {
  const receivers = await Promise.all(Array.from({ length: destinations }, () => openReceiver()))
  const { cradle, service, close } = await openWorld(pg, receivers, ACCOUNT)
  run(cradle)
  const facts = steadily(FACTS_PER_SECOND, () => capture(cradle))
  try {
    let left = count
    return await perSecond(count, async () => {
      const hands = Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await call(service)
      })
      await Promise.all(hands)
    })
  } finally {
    await facts.stop()
    await close()
    for (const receiver of receivers) receiver.close()
  }
}
