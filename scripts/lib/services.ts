import { spawnSync } from "node:child_process"
import net from "node:net"
import { chromiumProgram } from "./chromium"
import { reachRedis, testRedisUrl } from "./redis"

/** A service that specs of the project `services` talk to, and those specs. */
interface Service {
  readonly name: string
  readonly specs: string
  readonly isThere: () => Promise<boolean>
}

const has = (program: string): boolean => spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined

function listens(url: string, defaultPort: number): Promise<boolean> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = net.connect(Number(port || defaultPort), hostname, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
}

const REDIS: Service = {
  name: "Redis",
  specs: "services/(locks|redis)",
  isThere: () =>
    reachRedis(testRedisUrl()).then(
      () => true,
      () => false,
    ),
}

/** The specs stop and freeze brokers, so that they need their programs, too. */
const BROKERS: readonly Service[] = [
  {
    name: "RabbitMQ",
    specs: "services/(deliveries/rabbitmq|consumers/store)",
    isThere: async () => has("rabbitmqctl") && listens(process.env.TEST_RABBITMQ_URL ?? "amqp://127.0.0.1", 5672),
  },
  {
    name: "NATS",
    specs: "services/deliveries/nats",
    isThere: async () => has("nats-server") && listens(process.env.TEST_NATS_URL ?? "nats://127.0.0.1", 4222),
  },
  { name: "Kafka's kcat", specs: "services/deliveries/kafka", isThere: async () => has("kcat") },
]

/** Programs in front of the store and of its database; the specs start their own. */
const PROXIES: readonly Service[] = [
  { name: "nginx", specs: "services/proxies/nginx", isThere: async () => has("nginx") },
  { name: "PgBouncer", specs: "services/proxies/pgbouncer", isThere: async () => has("pgbouncer") },
]

const CHROMIUM: Service = {
  name: "Chromium",
  specs: "services/(storefront|dashboard)",
  isThere: async () => chromiumProgram() !== undefined,
}

/** One contract for all of them. */
const OF_ALL_BROKERS = "services/((deliveries|consumers)/conformance|loop/)"

export interface FoundServices {
  /** Patterns of the specs that can run here. */
  readonly specs: readonly string[]
  /** Names of the services that are not here. */
  readonly missing: readonly string[]
}

export async function findServices(): Promise<FoundServices> {
  const all = [REDIS, ...BROKERS, ...PROXIES, CHROMIUM]
  const there = await Promise.all(all.map(({ isThere }) => isThere()))
  const [found, missing] = [all.filter((_, i) => there[i]), all.filter((_, i) => !there[i])]
  const haveBrokers = BROKERS.every((broker) => found.includes(broker))
  return {
    specs: [...found.map(({ specs }) => specs), ...(haveBrokers ? [OF_ALL_BROKERS] : [])],
    missing: missing.map(({ name }) => name),
  }
}
