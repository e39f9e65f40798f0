import { stateOf, status, streamOf } from "./given"

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

it("begins with how it began, and the present status", () => {
  const { stream, sink } = streamOf()
  stream.open(stateOf(status("prec_1", 2)), undefined)

  const [open, first] = sink.events
  expect(open).toMatchObject({ event: "open", data: '{"resumed":null}' })
  expect(open!.retry).toBeGreaterThanOrEqual(1_500)
  expect(open!.retry).toBeLessThanOrEqual(2_500)
  expect(first).toEqual({ event: "status", id: "prec_1:2", data: status("prec_1", 2).body })
})

it("sends each change once, and no older version of a payment", () => {
  const { stream, ids } = streamOf()
  stream.open(stateOf(status(null, 0)), undefined)
  for (const version of [1, 3, 2, 3, 1, 4]) stream.offer([status("prec_1", version)])
  stream.offer([status(null, 0)])

  expect(ids()).toEqual(["-:0", "prec_1:1", "prec_1:3", "prec_1:4"])
})

it("sends a version again where an order has come to it", () => {
  const { stream, ids } = streamOf()
  stream.open(stateOf(status("prec_1", 1)), undefined)
  stream.offer([status("prec_1", 1, { body: '{"order":"order_1"}' })])

  expect(ids()).toEqual(["prec_1:1", "prec_1:1"])
})

it("sends another payment of the cart whatever its version", () => {
  const { stream, ids } = streamOf()
  stream.open(stateOf(status("prec_1", 5)), undefined)
  stream.offer([status("prec_2", 1)])

  expect(ids()).toEqual(["prec_1:5", "prec_2:1"])
})

it("repeats nothing to a client that has the present version", () => {
  const { stream, sink, ids } = streamOf()
  stream.open(stateOf(status("prec_1", 2)), "prec_1:2")
  stream.offer([status("prec_1", 2)])

  expect([sink.events[0]!.data, ids()]).toEqual(['{"resumed":true}', []])
  stream.offer([status("prec_1", 3)])
  expect(ids()).toEqual(["prec_1:3"])
})

it("keeps only the newest status while the socket takes no more", () => {
  const { stream, sink, ids } = streamOf()
  stream.open(stateOf(status("prec_1", 1)), undefined)
  sink.isReady = false
  for (let version = 2; version <= 50; version++) stream.offer([status("prec_1", version)])
  expect(ids()).toEqual(["prec_1:1"])

  sink.isReady = true
  stream.flush()
  expect(ids()).toEqual(["prec_1:1", "prec_1:50"])
})

it("keeps the newest of each of a customer's payments, in the order of their changes", () => {
  const { stream, sink, ids } = streamOf({ isOfCustomer: true })
  stream.open({ statuses: [status("prec_1", 1), status("prec_2", 1)], knownIds: [], total: 0 }, undefined)
  sink.isReady = false
  stream.offer([status("prec_1", 2), status("prec_2", 2)])
  stream.offer([status("prec_1", 3)])
  sink.isReady = true
  stream.flush()

  expect(ids()).toEqual(["prec_1:1", "prec_2:1", "prec_2:2", "prec_1:3"])
})

it("drops a client that has taken nothing for half a minute, and not one that has taken something", () => {
  const { stream, sink, pass, end } = streamOf()
  stream.open(stateOf(status("prec_1", 1)), undefined)
  sink.isReady = false
  pass(29)
  sink.isReady = true
  pass(1)
  sink.isReady = false
  pass(30)
  expect(end()).toBeUndefined()
  pass(1)

  expect([end(), sink.isEnded, sink.isDestroyed]).toEqual(['{"reason":"slow"}', true, false])
  jest.advanceTimersByTime(1_000)
  expect(sink.isDestroyed).toBe(true)
})

it("sends a heartbeat after fifteen seconds without an event", () => {
  const { stream, sink, pass } = streamOf()
  stream.open(stateOf(status("prec_1", 1)), undefined)
  pass(14)
  expect(sink.heartbeats).toBe(0)
  pass(1)
  expect(sink.heartbeats).toBe(1)
  pass(15)
  expect(sink.heartbeats).toBe(2)
})

it("ends a captured payment's stream a while after its last change, never at once", () => {
  const { stream, pass, end } = streamOf()
  stream.open(stateOf(status("prec_1", 1)), undefined)
  pass(100)
  stream.offer([status("prec_1", 2, { isFinal: true })])
  pass(60)
  stream.offer([status("prec_1", 3, { isFinal: true, body: "{}" })])
  pass(100)
  expect(end()).toBeUndefined()
})

it("ends it as final once nothing has changed for that long", () => {
  const { stream, pass, end } = streamOf()
  stream.open(stateOf(status("prec_1", 2, { isFinal: true })), undefined)
  pass(179)
  expect(end()).toBeUndefined()
  pass(1)
  expect(end()).toBe('{"reason":"final"}')
})

it("never ends a customer's stream as final: the next payment may come any time", () => {
  const { stream, pass, end } = streamOf({ isOfCustomer: true })
  stream.open(stateOf(status("prec_1", 2, { isFinal: true })), undefined)
  pass(260)
  expect(end()).toBeUndefined()
  pass(70)
  expect(end()).toBe('{"reason":"lifetime"}')
})

it("ends after its life, each a little sooner or later than others", () => {
  const lives = Array.from({ length: 20 }, () => {
    const { stream, pass, end } = streamOf()
    stream.open(stateOf(status("prec_1", 1)), undefined)
    let seconds = 0
    while (!end()) pass(++seconds && 1)
    expect(end()).toBe('{"reason":"lifetime"}')
    return seconds
  })

  expect(Math.min(...lives)).toBeGreaterThanOrEqual(270)
  expect(Math.max(...lives)).toBeLessThanOrEqual(331)
  expect(new Set(lives).size).toBeGreaterThan(5)
})

it("sends nothing after the login's end", () => {
  const { stream, clock, ids, end } = streamOf({ expiresAt: 1_010_000 })
  stream.open(stateOf(status("prec_1", 1)), undefined)
  clock.time = 1_010_000
  stream.offer([status("prec_1", 2)])

  expect([ids(), end()]).toEqual([["prec_1:1"], '{"reason":"expired"}'])
})

it("asks clients of a server that goes to come back at different times", () => {
  const retries = Array.from({ length: 50 }, () => {
    const { stream, sink } = streamOf()
    stream.open(stateOf(status("prec_1", 1)), undefined)
    stream.end("shutdown")
    stream.end("lifetime")
    expect(sink.events.slice(2).map(({ data }) => data)).toEqual(['{"reason":"shutdown"}'])
    return sink.events.at(-1)!.retry!
  })

  expect(Math.min(...retries)).toBeGreaterThanOrEqual(250)
  expect(Math.max(...retries)).toBeLessThanOrEqual(3_000)
  expect(Math.max(...retries) - Math.min(...retries)).toBeGreaterThan(1_000)
})
