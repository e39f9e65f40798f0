import type { LookupAddress } from "node:dns"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { guardedLookup } from "../guarded-lookup"
import { createPost } from "../post"

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void

let server: http.Server
let origin: string
let calls: string[]
let handle: Handler

beforeEach(async () => {
  calls = []
  handle = (_request, response) => void response.end("fine")
  server = http.createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const request = (url: string, timeoutMs = 5_000) => ({
  url,
  headers: { "x-test": "1" },
  body: Buffer.from("body"),
  signal: AbortSignal.timeout(timeoutMs),
})
const host = () => new URL(origin).host

/** A name server of the test's own; every name has these addresses. */
const names = (...addresses: string[]) => {
  const all = addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 }))
  return guardedLookup((_name, _options, callback) => callback(null, all))
}

it("posts and answers whatever the status", async () => {
  handle = (_request, response) => void response.writeHead(410, { "retry-after": "7" }).end("gone")
  const { status, headers, text } = await createPost({ allowedHosts: [host()] })(request(`${origin}/a?b=c`))

  expect([status, headers.get("retry-after"), text, calls]).toEqual([410, "7", "gone", ["POST /a?b=c"]])
})

it("follows no redirect", async () => {
  handle = (_request, response) => void response.writeHead(307, { location: `${origin}/elsewhere` }).end()
  expect((await createPost({ allowedHosts: [host()] })(request(`${origin}/a`))).status).toBe(307)
  expect(calls).toEqual(["POST /a"])
})

it.each([
  ["a loopback address", ["127.0.0.1"]],
  ["a metadata service", ["169.254.169.254"]],
  ["IPv6 loopback", ["::1"]],
  ["a public address and a private one", ["93.184.216.34", "10.0.0.1"]],
  ["nothing", []],
])("does not connect to a name that leads to %s", async (_what, addresses) => {
  const { port } = new URL(origin)
  await expect(createPost({ lookup: names(...addresses) })(request(`https://push.example:${port}/`))).rejects.toMatchObject({
    name: "UnsafeEndpointError",
  })
  expect(calls).toEqual([])
})

it("gives up after its time, be it before or within the answer", async () => {
  handle = () => {}
  await expect(createPost({ allowedHosts: [host()] })(request(origin, 150))).rejects.toMatchObject({ name: "TimeoutError" })
  handle = (_request, response) => void response.writeHead(201).write("half")
  expect(await createPost({ allowedHosts: [host()] })(request(origin, 150))).toMatchObject({ status: 201, text: "half" })
})

it("keeps only the beginning of a long answer", async () => {
  handle = (_request, response) => void response.end("x".repeat(1024 * 1024))
  expect((await createPost({ allowedHosts: [host()] })(request(origin))).text).toHaveLength(4_096)
})

it("passes on the network's error", async () => {
  await new Promise((resolve) => server.close(resolve))
  await expect(createPost({ allowedHosts: [host()] })(request(origin))).rejects.toMatchObject({ code: "ECONNREFUSED" })
})
