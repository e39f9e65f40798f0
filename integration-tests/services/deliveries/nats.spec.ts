import { jetstreamManager } from "@nats-io/jetstream"
import { connect, type NatsConnection } from "@nats-io/transport-node"
import { randomUUID } from "node:crypto"
import type { Sender } from "../../../src/services/deliveries/kind"
import { nats } from "../../../src/services/deliveries/kinds/nats"
import { outgoing } from "./support/messages"
import { NATS_URL as servers } from "./support/nats"
import { openSender, refusalOf, within } from "./support/open-sender"

/** The machine's own NATS; the conformance suite stops and starts one. */
let connection: NatsConnection
let sender: Sender | undefined
const stream = `T${randomUUID()}`
const subject = `${stream}.payments`
const open = (config: object = {}) => (sender = openSender(nats, { servers, subject, ...config }))

beforeAll(async () => {
  connection = await connect({ servers }).catch((cause: unknown) => {
    throw new Error(`These tests need NATS with JetStream at ${servers}; set TEST_NATS_URL`, { cause })
  })
  await (await jetstreamManager(connection)).streams.add({ name: stream, subjects: [`${stream}.>`] })
})
afterEach(() => sender?.close())
afterAll(async () => {
  await (await jetstreamManager(connection)).streams.delete(stream)
  await connection.close()
})

const stored = async () => (await (await jetstreamManager(connection)).streams.info(stream)).state.messages

it("confirms a repeat that the stream has already, and stores it once", async () => {
  const message = outgoing()
  const before = await stored()
  const first = await open().send(message, within(10))
  const second = await sender!.send({ ...message, attempt: 2 }, within(10))

  expect(first.answer).toMatch(/^stored in /)
  expect(second.answer).toMatch(/^stored before in /)
  expect(await stored()).toBe(before + 1)
})

it("names the subject after the fact where none is given", async () => {
  expect(await refusalOf(open({ subject: undefined }), outgoing({ fact: "refund.failed" }))).toMatchObject({
    code: "delivery_rejected",
    message: expect.stringContaining('no stream stores subject "payments.refund.failed"'),
  })
})

it("is refused by another stream than the expected one", async () => {
  expect(await refusalOf(open({ stream: "PAYMENTS" }), outgoing())).toMatchObject({
    code: "delivery_rejected",
    rejection: "retry",
    message: expect.stringContaining("expected stream does not match"),
  })
})

it("is refused by a stream that is full", async () => {
  const manager = await jetstreamManager(connection)
  const full = `${stream}_FULL`
  await manager.streams.add({ name: full, subjects: [full], max_msgs: 1, discard: "new" })
  const sending = open({ subject: full })
  await sending.send(outgoing(), within(10))

  expect(await refusalOf(sending, outgoing())).toMatchObject({ code: "delivery_rejected", rejection: "retry" })
  await manager.streams.delete(full)
})

it("rejects a message that is larger than the server ever takes, for good", async () => {
  expect(await refusalOf(open(), outgoing({ body: Buffer.alloc(2_000_000) }))).toMatchObject({
    code: "delivery_rejected",
    rejection: "final",
    message: expect.stringContaining("max_payload"),
  })
})
