import type { ChildProcess } from "node:child_process"
import { Collector } from "./collector"
import { freeze, kill, start, thaw } from "./run"

export interface KafkaMessage {
  readonly partition: number
  readonly offset: number
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** librdkafka's mock cluster inside Debian's kcat, which consumes the topic as well. A start after a stop has other ports and no messages. */
export interface MockKafka {
  readonly brokers: readonly string[]
  readonly received: Collector<KafkaMessage>
  start(): Promise<void>
  stop(): Promise<void>
  freeze(): Promise<void>
  thaw(): Promise<void>
}

/** One line of partition, offset, lengths and headers, then the bytes of key and body: a body may hold anything. */
const FORMAT = "%p %o %K %S %h\\n%k%s"

const ARGUMENTS = ["-C", "-u", "-b", "127.0.0.1:1", "-o", "beginning", "-f", FORMAT, "-d", "mock"]
/** The mock forgets beyond 5 MB a partition: whoever has not read so far goes on with what is left. */
const MOCK = ["test.mock.num.brokers=3", "allow.auto.create.topics=true", "auto.offset.reset=earliest"]

export async function startMockKafka(topic: string): Promise<MockKafka> {
  const received = new Collector<KafkaMessage>()
  let brokers: string[] = []
  let kcat: ChildProcess | undefined
  const mock: MockKafka = {
    get brokers() {
      return brokers
    },
    received,
    async start() {
      const child = await start("kcat", [...ARGUMENTS, "-t", topic, ...MOCK.flatMap((option) => ["-X", option])])
      kcat = child
      child.stdout?.on("data", reader(received.push))
      brokers = await new Promise<string[]>((resolve, reject) => {
        let said = ""
        child.stderr?.on("data", (bytes: Buffer) => {
          if (brokers.length && said.length > 10_000) return
          said += bytes.toString()
          const [, list] = /bootstrap\.servers=([\d.:,]+)\s/.exec(said) ?? []
          if (list) resolve(list.split(","))
        })
        child.once("exit", () => reject(new Error(`kcat ended: ${said}`)))
      })
    },
    stop: () => kill(kcat),
    freeze: () => freeze(kcat),
    thaw: () => thaw(kcat),
  }
  await mock.start()
  return mock
}

/** Cuts kcat's output into messages, wherever its chunks end. */
function reader(push: (message: KafkaMessage) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const end = rest.indexOf("\n")
      if (end < 0) return
      const [partition, offset, keyLength, size, ...headers] = rest.subarray(0, end).toString().split(" ")
      const body = end + 1 + Number(keyLength)
      if (rest.length < body + Number(size)) return
      push({
        partition: Number(partition),
        offset: Number(offset),
        key: rest.subarray(end + 1, body).toString(),
        headers: Object.fromEntries(
          headers
            .join(" ")
            .split(",")
            .map((header) => header.split(/=(.*)/s, 2)),
        ),
        body: Buffer.from(rest.subarray(body, body + Number(size))),
      })
      rest = rest.subarray(body + Number(size))
    }
  }
}
