import autocannon from "autocannon"
import { setTimeout as pause } from "node:timers/promises"
import type { LoadJob, LoadResult } from "./load"
import { post } from "./post"
import { percentile } from "./stats"
import { unwantedWebhook, type Webhook } from "./webhooks"

/** Runs as a process of its own (see load.ts), so that signing and sending do not take the event loop from gateway or store. */

type Account = NonNullable<LoadJob["account"]>

/** Signed beforehand, as far as the number is known; every webhook has a new event id. */
function source(account: Account, prefix: string, ahead: number): () => Webhook {
  let next = 0
  const sign = () => unwantedWebhook(account, `${prefix}_${++next}`)
  const signed = Array.from({ length: ahead }, sign)
  return () => signed.pop() ?? sign()
}

/** As fast as the server answers, on `connections` connections. */
async function closed({ url, account, prefix, connections = 32, seconds, amount, headers }: LoadJob): Promise<LoadResult> {
  const take = account && source(account, prefix, amount ?? 20_000)
  const result = await autocannon({
    url,
    connections,
    ...(headers && { headers }),
    ...(amount ? { amount } : { duration: seconds ?? 5 }),
    ...(take && {
      requests: [
        {
          method: "POST" as const,
          setupRequest: (request: autocannon.Request) => {
            const { path, headers, body } = take()
            return { ...request, path, headers: { ...headers }, body }
          },
        },
      ],
    }),
  })
  const { requests, latency, errors, non2xx, duration } = result
  return {
    sent: requests.total,
    perSecond: requests.total / duration,
    p50: latency.p50,
    p99: latency.p99,
    failed: errors + non2xx,
  }
}

const WARM_UP_SECONDS = 1

/** At a fixed rate, whether or not earlier calls were answered; a late start counts as waiting (no coordinated omission). */
async function open({ url, account, prefix, rate = 300, seconds = 10 }: LoadJob): Promise<LoadResult> {
  const take = source(account!, prefix, rate * (seconds + WARM_UP_SECONDS))
  const total = rate * (seconds + WARM_UP_SECONDS)
  const latencies: number[] = []
  const calls: Promise<void>[] = []
  let failed = 0
  const begun = performance.now()
  const send = async (n: number) => {
    const due = begun + (n * 1000) / rate
    const webhook = take()
    const status = await post(new URL(webhook.path, url), webhook).catch(() => 0)
    if (n < rate * WARM_UP_SECONDS) return
    latencies.push(performance.now() - due)
    if (status < 200 || status > 299) failed++
  }
  while (calls.length < total) {
    while (calls.length < total && performance.now() >= begun + (calls.length * 1000) / rate) calls.push(send(calls.length))
    await pause(1)
  }
  await Promise.all(calls)
  const perSecond = (total * 1000) / (performance.now() - begun)
  return { sent: total, perSecond, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), failed }
}

process.once("message", (job: LoadJob) => {
  const run = job.rate ? open(job) : closed(job)
  run.then(
    (result) => process.send!(result, () => process.exit(0)),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
