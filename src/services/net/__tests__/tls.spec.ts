import { once } from "node:events"
import http from "node:http"
import https from "node:https"
import net, { type AddressInfo } from "node:net"
import tls from "node:tls"
import { CA, SERVER_CERTIFICATE, SERVER_KEY } from "../../../testing/keys/tls"
import { createPost } from "../post"
import { ProxyAgent } from "../proxy-agent"

const closing: Array<() => void> = []
afterEach(() => closing.splice(0).forEach((close) => close()))

async function listen(server: net.Server): Promise<number> {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  closing.push(() => server.close())
  return (server.address() as AddressInfo).port
}

const receiver = (options: https.ServerOptions = {}) =>
  https.createServer({ cert: SERVER_CERTIFICATE, key: SERVER_KEY, ...options }, (request, response) => {
    response.end(`${request.method} ${request.url} of ${request.headers.host}`)
  })

/** A proxy that leads every CONNECT to one port, whatever its name. */
async function proxyTo(port: number, answer = "200 Connection established") {
  const asked: http.IncomingMessage[] = []
  const sockets = new Set<net.Socket>()
  const proxy = http.createServer().on("connect", (request, client: net.Socket) => {
    asked.push(request)
    sockets.add(client)
    if (!answer.startsWith("200")) return void client.end(`HTTP/1.1 ${answer}\r\ncontent-length: 0\r\n\r\n`)
    const upstream = net.connect(port, "127.0.0.1", () => client.write(`HTTP/1.1 ${answer}\r\n\r\n`))
    upstream.pipe(client).pipe(upstream)
    upstream.on("error", () => client.destroy())
    client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy())
  })
  closing.push(() => sockets.forEach((socket) => socket.destroy()))
  return { asked, url: new URL(`http://user:p%40ss@127.0.0.1:${await listen(proxy)}`) }
}

const call = (url: string) => ({ url, headers: {}, body: Buffer.from("body"), signal: AbortSignal.timeout(5_000) })

const ask = (url: string, agent: https.Agent) =>
  new Promise<string>((resolve, reject) => {
    https.get(url, { agent }, (response) => response.setEncoding("utf8").once("data", resolve)).on("error", reject)
  })

describe("TLS", () => {
  const floor = tls.DEFAULT_MIN_VERSION
  afterEach(() => (tls.DEFAULT_MIN_VERSION = floor))

  it("refuses a server that speaks less than TLS 1.2, even where Node's own flags would not", async () => {
    tls.DEFAULT_MIN_VERSION = "TLSv1"
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" } as const
    const port = await listen(receiver(old))
    // The server is as old as the test says: a client without a floor reaches it.
    const reached = tls.connect({ host: "127.0.0.1", port, ciphers: "DEFAULT:@SECLEVEL=0", ca: CA, servername: "localhost" })
    await once(reached, "secureConnect")
    expect(reached.getProtocol()).toBe("TLSv1.1")
    reached.destroy()

    const post = createPost({ allowedHosts: ["127.0.0.1"] })
    await expect(post(call(`https://127.0.0.1:${port}/`))).rejects.toMatchObject({
      message: expect.stringMatching(/protocol version|unsupported protocol/i),
    })
  })

  it("refuses a certificate that no authority of the system has issued", async () => {
    const post = createPost({ allowedHosts: ["127.0.0.1"] })
    await expect(post(call(`https://127.0.0.1:${await listen(receiver())}/`))).rejects.toMatchObject({
      code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    })
  })
})

describe("the proxy", () => {
  it("is asked for a tunnel by the name, with its own password, and the connection is kept", async () => {
    const { asked, url } = await proxyTo(await listen(receiver()))
    const agent = new ProxyAgent(url, { keepAlive: true, ca: CA })
    for (const path of ["/a", "/b"])
      expect(await ask(`https://localhost:8443${path}`, agent)).toBe(`GET ${path} of localhost:8443`)

    const password = Buffer.from("user:p@ss").toString("base64")
    expect(asked.map(({ url, headers }) => [url, headers["proxy-authorization"]])).toEqual([
      ["localhost:8443", `Basic ${password}`],
    ])
    agent.destroy()
  })

  it("does not loosen the check of the receiver's certificate", async () => {
    const { url } = await proxyTo(await listen(receiver()))
    const agent = new ProxyAgent(url, { ca: CA })
    await expect(ask("https://erp.example/", agent)).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" })
  })

  it("is used for public hosts, and hosts that are allowed are called directly", async () => {
    const own = http.createServer((_request, response) => void response.end("own"))
    const port = await listen(own)
    const { asked, url } = await proxyTo(await listen(receiver()))
    const post = createPost({ proxy: url, allowedHosts: [`127.0.0.1:${port}`] })

    expect((await post(call(`http://127.0.0.1:${port}/`))).text).toBe("own")
    expect(asked).toEqual([])
    await expect(post(call("https://erp.example/"))).rejects.toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })
    expect(asked.map(({ url }) => url)).toEqual(["erp.example:443"])
  })

  it.each([
    "https://127.0.0.1/",
    "https://localhost/",
    "https://localhost../",
    "https://[::1]/",
    "https://metadata.google.internal/",
  ])("is not asked for %s", async (target) => {
    const { asked, url } = await proxyTo(await listen(receiver()))
    await expect(createPost({ proxy: url })(call(target))).rejects.toMatchObject({ code: "unsafe_endpoint" })
    expect(asked).toEqual([])
  })

  it("fails by name, without its password, when it refuses or is not there", async () => {
    const { url } = await proxyTo(0, "403 Forbidden")
    await expect(createPost({ proxy: url })(call("https://erp.example/"))).rejects.toMatchObject({
      code: "ERR_PROXY",
      message: "the proxy answered 403",
    })
    const gone = new URL("http://user:PLANTED@127.0.0.1:1")
    const error = await createPost({ proxy: gone })(call("https://erp.example/")).catch((error: Error) => error)
    expect(error).toMatchObject({ code: "ECONNREFUSED" })
    expect(String((error as Error).stack)).not.toContain("PLANTED")
  })

  it("holds nobody up longer than the call's own time", async () => {
    const silent = net.createServer()
    const port = await listen(silent)
    silent.on("connection", (socket) => closing.push(() => socket.destroy()))
    const post = createPost({ proxy: new URL(`http://127.0.0.1:${port}`), atOncePerHost: 1 })
    for (let repeat = 0; repeat < 2; repeat++) {
      await expect(post({ ...call("https://erp.example/"), signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
        name: "TimeoutError",
      })
    }
  })
})
