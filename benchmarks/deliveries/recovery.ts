import type { Server } from "../../scripts/lib/postgres"
import { recover } from "../../src/services/deliveries/editing/recover"
import { delivered, openReceiver, openWorld, run } from "./world"

export const RECOVERED = 10_000

const FAILED = `
  INSERT INTO delivery (id, destination_id, event_id, fact, subject, sequence, payload, data, recorded_at, state, attempts,
    next_attempt_at, give_up_at)
  SELECT 'pdel_' || i, 'receiver_0', 'ptrn_' || i, 'payment.captured', 'prec_' || i / 4, i, 'full', '{"amount":"4590"}', now(),
         'failed', 3, now() + interval '10 hours', now() + interval '14 days'
    FROM generate_series(1, ${RECOVERED}) AS i`

/** Seconds from a person's word until every one of the failed deliveries has arrived over HTTP. */
export async function recovery(pg: Server): Promise<number> {
  const receiver = await openReceiver()
  const { cradle, close } = await openWorld(pg, [receiver])
  try {
    await cradle.dataSource.query(FAILED)
    run(cradle)
    const began = performance.now()
    const since = new Date(Date.now() - 3_600_000)
    const count = await recover(cradle, { destinationId: "receiver_0", since, actorId: "bench" })
    if (count !== RECOVERED) throw new Error(`${count} of ${RECOVERED} were recovered`)
    await delivered(cradle)
    return (performance.now() - began) / 1000
  } finally {
    await close()
    receiver.close()
  }
}
