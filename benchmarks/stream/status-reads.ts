import { log } from "../../scripts/lib/log"
import type { ReadyPayment } from "../lib/carts"
import { load } from "../lib/load"
import { median, rounded } from "../lib/stats"
import type { StreamWorld } from "./world"

/**
 * Conditional reads of one status by 32 connections: as they are answered now, and by a read each. Beside them, a route of Medusa's own
 * that reads one row: what comes before any route of the store API (key, session, scope) bounds ours as well.
 */
export async function statusReads(
  { second, headers }: StreamWorld,
  { cartId }: ReadyPayment,
  { rounds, seconds }: { rounds: number; seconds: number },
) {
  const url = `${second.url}/store/carts/${cartId}/payment-status`
  const bare = `${second.url}/store/regions?limit=1&fields=id`
  const etag = (await fetch(url, { headers })).headers.get("etag")!
  // A client that names two tags is answered from the rows, as all were before.
  const tags = { now: etag, before: `"another", ${etag}` }
  const found = { now: [] as number[], before: [] as number[], bare: [] as number[] }
  const run = async (which: keyof typeof found) => {
    const job = which === "bare" ? { url: bare, headers } : { url, headers: { ...headers, "if-none-match": tags[which] } }
    const { perSecond, failed, sent } = await load({ ...job, prefix: which, seconds })
    log(`status reads ${which}: ${perSecond.toFixed(0)}/s, ${failed} of ${sent} not answered 2xx`)
    return perSecond
  }
  await run("before")
  for (let round = 0; round < rounds; round++) {
    for (const which of ["bare", "before", "now"] as const) found[which].push(await run(which))
  }
  const [now, before, regions] = [median(found.now), median(found.before), median(found.bare)]
  return {
    rows: [
      { what: "Medusa's own GET /store/regions", value: rounded(regions), unit: "1/s" },
      { what: "status reads, each from the rows", value: rounded(before), unit: "1/s" },
      { what: "status reads, remembered for a second", value: rounded(now), unit: "1/s" },
    ],
    ratios: { "status reads now / before": rounded(now / before) },
  }
}
