import { createServer, type Server, type ServerResponse } from "node:http"
import { connect, type AddressInfo, type Socket } from "node:net"
import type { EventSink } from "../../../../services/live/stream"
import { LiveStream } from "../../../../services/live/stream"
import type { LiveStatus } from "../../../../services/live/live-state"
import { openEventStream } from "../event-stream"

let server: Server
let onRequest: (res: ServerResponse) => void

beforeAll(async () => {
  server = createServer((_req, res) => onRequest(res))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})

afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())))

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const until = async (is: () => boolean): Promise<void> => {
  const deadline = Date.now() + 20_000
  while (!is()) {
    if (Date.now() > deadline) throw new Error("waited in vain")
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

it("writes what a browser reads as events", async () => {
  onRequest = (res) => {
    const sink = openEventStream(res, { ready: () => undefined, closed: () => undefined })!
    sink.send({ event: "open", data: '{"resumed":null}', retry: 2_000 })
    sink.send({ event: "status", id: "prec_1:1", data: '{"payment_status":{}}' })
    sink.heartbeat()
    sink.send({ event: "end", data: '{"reason":"final"}' })
    sink.end()
  }
  const response = await fetch(url())

  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  })
  expect(await response.text()).toBe(
    [
      'retry:2000\nevent:open\ndata:{"resumed":null}\n\n',
      'event:status\nid:prec_1:1\ndata:{"payment_status":{}}\n\n',
      ":\n\n",
      'event:end\ndata:{"reason":"final"}\n\n',
    ].join(""),
  )
})

it("says once that the client has left, and opens nothing for one that left before", async () => {
  let left = 0
  let late: ServerResponse | undefined
  onRequest = (res) => {
    openEventStream(res, { ready: () => undefined, closed: () => left++ })!.send({ event: "open", data: "{}" })
    late = res
  }
  const leave = new AbortController()
  await fetch(url(), { signal: leave.signal })
  leave.abort()
  await until(() => left > 0)

  expect(openEventStream(late!, { ready: () => undefined, closed: () => left++ })).toBeUndefined()
  expect(left).toBe(1)
})

/** A client that asks and never reads. */
async function deafClient(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1")
  socket.pause()
  socket.on("error", () => undefined)
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
  return socket
}

const BIG = "x".repeat(1_000_000)
const status = (version: number): LiveStatus => ({
  recordId: "prec_1",
  version,
  changedAt: 0,
  isFinal: false,
  hasUnreportedOrder: false,
  body: BIG,
})

it("drops a reader that takes nothing, and keeps no more than the newest status for it", async () => {
  const clock = { time: 0 }
  let sink: EventSink | undefined
  let isClosed = false
  let stream: LiveStream | undefined
  onRequest = (res) => {
    sink = openEventStream(res, { ready: () => stream?.flush(), closed: () => (isClosed = true) })!
    const times = { lifeMs: 300_000, finalAfterMs: 180_000 }
    stream = new LiveStream({ sink, now: () => clock.time, times, isOfCustomer: false })
    stream.open({ statuses: [status(1)], knownIds: ["prec_1"], total: 1 }, undefined)
  }
  const socket = await deafClient()
  await until(() => Boolean(stream))
  const sent = jest.spyOn(sink!, "send")
  let version = 1
  while (sink!.isReady || version < 10) {
    stream!.offer([status(++version)])
    await new Promise((resolve) => setImmediate(resolve))
  }
  // The system's buffers may drain for a moment, until they are full for good.
  const written = () => sent.mock.calls.length
  let before = -1
  while (before !== written()) {
    before = written()
    for (let i = 0; i < 50; i++) {
      stream!.offer([status(++version)])
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  const many = written()
  for (let i = 0; i < 1_000; i++) stream!.offer([status(++version)])
  expect(written()).toBe(many)

  stream!.tick()
  clock.time += 30_000
  stream!.tick()
  await until(() => isClosed)
  expect(sent.mock.lastCall![0]).toEqual({ event: "end", data: '{"reason":"slow"}' })
  socket.destroy()
})
