import { gatewayAccounts } from "../../scripts/lib/accounts"
import { isStopping } from "../../scripts/lib/clean-up"
import { freePort } from "../../scripts/lib/free-port"
import { log } from "../../scripts/lib/log"
import { poll } from "../../scripts/lib/poll"
import type { StoreProcess } from "../../scripts/lib/store"
import { createGateway, type Gateway, type GatewayAccount } from "../../src/testing"
import type { Bench } from "../lib/lab"

const CLOCK = require.resolve("./step-clock.cjs")

/** The provider repeats a call for four minutes: longer than any outage here. */
const RETRIES_MS = Array<number>(240).fill(1_000)

/** Short leases, so that the work of a killed process is taken over within seconds. */
const OPTIONS = { processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 5 } }

/** Two instances on one database, one Redis and one provider. The first is never killed: its memory is what is watched. */
export interface Stores {
  readonly gateway: Gateway
  readonly accounts: Readonly<Record<string, GatewayAccount>>
  readonly urls: readonly string[]
  /** The processes as they are now. */
  readonly processes: readonly StoreProcess[]
  accountAt(id: string, instance: number): string
  /** Kills the second instance without warning; resolves when it is back. */
  killSecond(): Promise<void>
  stepClock(instance: number, ms: number): void
  /** Ends that nobody asked for. */
  fallen(): number
  /** From here on an instance that ends is not started again. */
  close(): Promise<void>
}

export async function startStores(bench: Bench, redisUrl: string | undefined): Promise<Stores> {
  const gateway = createGateway({ retryDelaysMs: RETRIES_MS })
  await gateway.listen()
  const ports = [await freePort(), await freePort()]
  const env = { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(OPTIONS), ...(redisUrl && { REDIS_URL: redisUrl }) }
  const start = (instance: number) =>
    bench.start({ port: ports[instance]!, env, preload: [CLOCK], gatewayUrl: gateway.url, timeoutMs: 180_000 })
  const processes = [await start(0), await start(1)]
  const ahead = [0, 0]
  /** One that has just ended hears of it when it is back. */
  const step = (instance: number): void => {
    try {
      processes[instance]!.channel.send({ stepClock: ahead[instance] }, () => {})
    } catch {
      log(`instance ${instance + 1} is away`)
    }
  }
  const killed = new Set<StoreProcess>()
  let [closing, fallen] = [false, 0]

  /** Starts an instance again whenever it has ended, as any supervisor does; a start while the database is away may fail. */
  const supervise = async (instance: number): Promise<void> => {
    for (;;) {
      const process = processes[instance]!
      await process.exited
      if (closing || isStopping()) return
      if (!killed.delete(process)) {
        fallen++
        log(`instance ${instance + 1} has ended by itself:\n${process.logs().slice(-20).join("\n")}`)
      }
      while (processes[instance] === process) {
        const next = await start(instance).catch(() => undefined)
        if (next) processes[instance] = next
        if (closing || isStopping()) return
      }
      step(instance)
    }
  }
  for (const instance of [0, 1]) void supervise(instance)

  const accountAt = (id: string, instance: number) => `${id}@${instance}`
  const accounts = Object.fromEntries(
    processes.flatMap(({ url }, instance) =>
      Object.entries(gatewayAccounts(url, gateway.url)).map(([id, account]) => [accountAt(id, instance), account] as const),
    ),
  )
  await gateway.client.setAccounts(accounts)
  return {
    gateway,
    accounts,
    urls: processes.map(({ url }) => url),
    processes,
    accountAt,
    killSecond: async () => {
      const process = processes[1]!
      killed.add(process)
      await process.kill("SIGKILL")
      await poll("the second instance", async () => processes[1] !== process, { timeoutMs: 600_000, everyMs: 200 })
    },
    stepClock: (instance, ms) => {
      ahead[instance] = ms
      step(instance)
    },
    fallen: () => fallen,
    close: () => {
      closing = true
      return gateway.close()
    },
  }
}
