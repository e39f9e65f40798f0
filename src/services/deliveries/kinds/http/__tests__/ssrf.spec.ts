import type { LookupAddress } from "node:dns"
import net, { type AddressInfo } from "node:net"
import { z } from "@medusajs/framework/zod"
import { guardedLookup } from "../../../../net/guarded-lookup"
import { createHttpKind } from ".."
import { standardWebhooks } from "../../kit/dialects/standard-webhooks"
import { httpKindOptions } from "../options"
import { HttpSender } from "../sender"
import { createPost } from "../../../../net/post"
import { message, Receiver, soon, WHSEC } from "./receiver"

/** Servers on every loopback address of the corpus, which count who connects. */
const servers: net.Server[] = []
let port: number
let connects = 0

const listen = (host: string, at: number) =>
  new Promise<net.Server>((resolve, reject) => {
    const server = net.createServer((socket) => {
      connects += 1
      socket.destroy()
    })
    server.once("error", reject).listen(at, host, () => resolve(server))
  })

beforeAll(async () => {
  const first = await listen("127.0.0.1", 0)
  port = (first.address() as AddressInfo).port
  servers.push(first, await listen("::1", port).catch(() => first))
})
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))))
beforeEach(() => (connects = 0))

/** Names of the test's own; a list for each time that a name is asked for. */
const resolver = (...answers: string[][]) => {
  let asked = 0
  return guardedLookup((_name, _options, callback) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? []
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: net.isIP(address) })),
    )
  })
}

/** Sends past the check of the config, as a row of an older version could hold the URL. */
async function send(url: string, lookup?: ReturnType<typeof guardedLookup>, allowedHosts: string[] = []) {
  const post = createPost({ allowedHosts, ports: [port, 443], ...(lookup && { lookup }) })
  const config = { url, headers: {}, dialect: "standard-webhooks" } as const
  const context = { destination: { id: "dest_1" }, config, secrets: [WHSEC], now: () => new Date(), onFault: () => {} }
  const sign = standardWebhooks.open(config, context.secrets)
  return new HttpSender(post, sign, context).send(message(), soon(2_000)).catch((error: unknown) => error)
}

const LITERAL = [
  "127.0.0.1",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "017700000001",
  "127.0.0.1.",
  "127.000.000.001",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
  "0.0.0.0",
  "0",
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[2001::7f00:1]",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "169.254.169.254",
  "168.63.129.16",
  "100.100.100.200",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.0.1",
  "localhost",
  "localhost.",
  "localhost..",
  "LOCALHOST",
  "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
  "localhost。",
  "a.localhost",
  "metadata",
  "metadata.google.internal",
  "metadata.google.internal.",
  "router.lan",
  "printer.local",
  "nas.home.arpa",
]

it.each(LITERAL)("does not connect to %s, neither when it is configured nor when it is sent", async (host) => {
  const kind = createHttpKind(z.object(httpKindOptions).parse({ ports: [port] }))
  const url = `https://${host}:${port}/`

  expect(kind.config.safeParse({ url }).success).toBe(false)
  expect(await send(url)).toMatchObject({ code: "unsafe_endpoint" })
  expect(connects).toBe(0)
})

it.each([
  ["a user", (host: string) => `https://erp.example@${host}/`],
  ["a password", (host: string) => `https://erp.example:443@${host}/`],
  ["another scheme", (host: string) => `http://${host}/`],
  ["a scheme of files", () => "file:///etc/passwd"],
  ["a scheme of gopher", (host: string) => `gopher://${host}/`],
])("does not connect by a URL with %s", async (_what, url) => {
  expect(await send(url(`127.0.0.1:${port}`))).toMatchObject({ code: "unsafe_endpoint" })
  expect(connects).toBe(0)
})

it.each([
  ["loopback", [["127.0.0.1"]]],
  ["IPv6 loopback", [["::1"]]],
  ["a mapped address", [["::ffff:127.0.0.1"]]],
  ["NAT64", [["64:ff9b::7f00:1"]]],
  ["6to4", [["2002:7f00:1::"]]],
  ["a public address and a private one", [["93.184.216.34", "127.0.0.1"]]],
  ["nothing", [[]]],
])("does not connect to a name that leads to %s", async (_what, answers) => {
  for (const name of ["erp.example", "erp.example.", "xn--kse-qla.example", "käse.example"]) {
    expect(await send(`https://${name}:${port}/`, resolver(...answers))).toMatchObject({
      code: "unsafe_endpoint",
      message: expect.stringContaining("leads to an address that is not public"),
    })
  }
  expect(connects).toBe(0)
})

it("asks a name anew for each connection, and refuses it from the first private answer on", async () => {
  // The first answer is what a check beforehand would have seen.
  const lookup = resolver(["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"])
  await new Promise((resolve) => lookup("erp.example", { all: true }, resolve as never))

  expect(await send(`https://erp.example:${port}/`, lookup)).toMatchObject({ code: "unsafe_endpoint" })
  expect(connects).toBe(0)
})

it("does not follow a redirect into the own network", async () => {
  const receiver = new Receiver()
  await receiver.start()
  receiver.answer = (response) => void response.writeHead(307, { location: `https://127.0.0.1:${port}/` }).end()

  expect(await send(`http://${receiver.host}/`, undefined, [receiver.host])).toMatchObject({ answerStatus: 307 })
  expect([connects, receiver.calls.length]).toEqual([0, 1])
  await receiver.stop()
})

it("does connect where the store vouches for the host: the corpus counts what it says", async () => {
  expect(await send(`https://2130706433:${port}/`, undefined, ["127.0.0.1"])).not.toMatchObject({ code: "unsafe_endpoint" })
  expect(connects).toBe(1)
})
