import { Kafka, logLevel } from "kafkajs"
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { onExit } from "../../../scripts/lib/clean-up"
import { batchesOf, type BenchBroker } from "./broker"

const TOPIC = "payments"
const ARGUMENTS = ["-C", "-u", "-b", "127.0.0.1:1", "-t", TOPIC, "-o", "beginning", "-d", "mock"]
const MOCK = ["-X", "test.mock.num.brokers=3", "-X", "allow.auto.create.topics=true"]

/** librdkafka's mock cluster: it speaks Kafka's protocol and keeps messages in memory, so that its figures are the clients' own. */
export async function openKafka(): Promise<BenchBroker> {
  const kcat = spawn("kcat", [...ARGUMENTS, ...MOCK], { stdio: ["ignore", "pipe", "pipe"] })
  onExit(() => void kcat.kill("SIGKILL"))
  kcat.stdout.resume()
  await once(kcat, "spawn")
  const brokers = await new Promise<string[]>((resolve, reject) => {
    let said = ""
    kcat.stderr.on("data", (bytes: Buffer) => {
      if (said.length < 10_000) said += bytes.toString()
      const [, list] = /bootstrap\.servers=([\d.:,]+)\s/.exec(said) ?? []
      if (list) resolve(list.split(","))
    })
    kcat.once("exit", () => reject(new Error(`kcat ended: ${said}`)))
  })
  const client = () => new Kafka({ brokers, logLevel: logLevel.NOTHING })
  const producer = client().producer({ allowAutoTopicCreation: true })
  await producer.connect()
  const send = (bodies: readonly Buffer[]) =>
    producer.send({ topic: TOPIC, acks: -1, messages: bodies.map((value) => ({ key: randomUUID(), value })) })
  await send([Buffer.from("{}")])
  return {
    name: "Kafka (mock)",
    destination: { kind: "kafka", config: { client, topic: TOPIC } },
    async oneByOne(bodies) {
      for (const body of bodies) await send([body])
    },
    async batched(bodies) {
      for (const batch of batchesOf(bodies)) await send(batch)
    },
    // The mock forgets by itself what is more than 5 MB of a partition.
    empty: async () => undefined,
    async close() {
      await producer.disconnect()
      kcat.kill("SIGKILL")
    },
  }
}
