import { once } from "node:events"
import http from "node:http"
import https from "node:https"
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import tls, { type ConnectionOptions } from "node:tls"

/** A proxy that does not answer must not hold a place for longer than any call would wait. */
const TUNNEL_TIMEOUT_MS = 15_000

type Created = (error: Error | null, socket: Duplex) => void

/**
 * Node's https agent through an HTTP proxy: a tunnel by CONNECT, with TLS to the target inside, so that the proxy sees a host and a
 * port and nothing else. The proxy resolves the name; which addresses it may reach is the proxy's to decide. Errors name neither
 * the proxy's address nor its password.
 */
export class ProxyAgent extends https.Agent {
  readonly #proxy: URL

  constructor(proxy: URL, options: https.AgentOptions) {
    super(options)
    this.#proxy = proxy
  }

  /** Node passes what `tls.connect` takes, and reads the socket from the callback. */
  override createConnection(options: http.ClientRequestArgs, created?: Created): undefined {
    this.#connect(options as ConnectionOptions).then(
      (socket) => created?.(null, socket),
      (error: Error) => created?.(error, undefined as never),
    )
  }

  async #connect(options: ConnectionOptions): Promise<Socket> {
    const socket = await this.#tunnel(`${bracketed(options.host ?? "")}:${options.port}`)
    return tls.connect({ ...options, path: undefined, socket })
  }

  async #tunnel(target: string): Promise<Socket> {
    const { protocol, hostname, port } = this.#proxy
    const { request } = protocol === "https:" ? https : http
    const call = request({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port || (protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: target,
      agent: false,
      headers: { host: target, ...authorization(this.#proxy) },
    })
    const timer = setTimeout(() => call.destroy(proxyError("does not answer")), TUNNEL_TIMEOUT_MS)
    call.on("error", () => {})
    call.end()
    try {
      const [answer, socket] = (await once(call, "connect")) as [http.IncomingMessage, Socket]
      if (answer.statusCode === 200) return socket
      socket.destroy()
      throw proxyError(`answered ${answer.statusCode}`)
    } finally {
      clearTimeout(timer)
    }
  }
}

const proxyError = (what: string): Error => Object.assign(new Error(`the proxy ${what}`), { code: "ERR_PROXY" })

const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host)

function authorization({ username, password }: URL): Record<string, string> {
  if (!username && !password) return {}
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` }
}
