import { once } from "node:events"
import http, { type IncomingMessage } from "node:http"
import https from "node:https"
import type { LookupFunction } from "node:net"
import { guardedLookup } from "./guarded-lookup"
import { HostSlots } from "./host-slots"
import { ProxyAgent } from "./proxy-agent"
import { isAllowedHost, safeUrl } from "./safe-url"

/** Only the beginning of an answer is read: enough to show why a call was refused. */
const MAX_ANSWER_BYTES = 4_096

const IDLE_SOCKETS_PER_HOST = 16

export interface PostRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer
  /** Ends the whole call, the wait for a place and name resolution included. */
  readonly signal: AbortSignal
  /** Whether it is made again at once when a kept connection turns out to have been closed: the first may have arrived. */
  readonly repeatable?: boolean
}

export interface PostAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type Post = (request: PostRequest) => Promise<PostAnswer>

export interface PostOptions {
  /** Hosts that may be called although they are not public, also by plain http; never by way of the proxy. */
  readonly allowedHosts?: readonly string[]
  /** Ports of hosts that are not allowed by name; any where it is absent. */
  readonly ports?: readonly number[]
  /** Most calls to one host at once; others wait. */
  readonly atOncePerHost?: number
  /** An HTTP proxy that is asked to CONNECT. It resolves names, so that only they are checked here and not where they lead. */
  readonly proxy?: URL
  /** For tests. */
  readonly lookup?: LookupFunction
}

/**
 * Posts to URLs that others gave us. Follows no redirects and connects to public addresses only, except for `allowedHosts`; TLS 1.2
 * at least, whatever Node's own flags say. Resolves for every status; rejects with UnsafeEndpointError, the signal's reason or the
 * socket's error.
 */
export function createPost(options: PostOptions = {}): Post {
  const { allowedHosts = [], ports, atOncePerHost = Infinity, proxy, lookup = guardedLookup() } = options
  const pool = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_PER_HOST, minVersion: "TLSv1.2" } as const
  const plain = new http.Agent(pool)
  const direct = new https.Agent(pool)
  const proxied = proxy && new ProxyAgent(proxy, pool)
  const slots = new HostSlots(atOncePerHost)
  return async (call) => {
    const url = safeUrl(call.url, allowedHosts, ports)
    const isAllowed = isAllowedHost(url, allowedHosts)
    const agent = url.protocol === "http:" ? plain : isAllowed ? direct : (proxied ?? direct)
    const connect = { agent, ...(!isAllowed && { lookup }) }
    return slots.run(url.host, call.signal, () => send(url, call, connect))
  }
}

async function send(url: URL, call: PostRequest, connect: https.RequestOptions): Promise<PostAnswer> {
  const { headers, body, signal, repeatable } = call
  const { request } = url.protocol === "https:" ? https : http
  const sent = request(url, { method: "POST", headers: { ...headers, "content-length": body.length }, signal, ...connect })
  try {
    // `once` rejects on errors before the answer; `beginning` handles an error that breaks the answer off. The signal is given once
    // more, because a request that waits for a proxy's tunnel ends only when the tunnel does.
    sent.on("error", () => {})
    sent.end(body)
    const [response] = (await once(sent, "response", { signal })) as [IncomingMessage]
    return await read(response)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (repeatable && sent.reusedSocket && isClosed(error)) return send(url, call, connect)
    throw error
  }
}

/** The server has closed an idle connection just as it was used again: every server does that at times. */
const isClosed = (error: unknown): boolean => ["ECONNRESET", "EPIPE"].includes((error as NodeJS.ErrnoException).code ?? "")

async function read(response: IncomingMessage): Promise<PostAnswer> {
  const headers = new Headers()
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return { status: response.statusCode ?? 0, headers, text: await beginning(response) }
}

/** The status has decided already: a body that is endless or breaks off changes nothing. */
async function beginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MAX_ANSWER_BYTES) break
    }
  } catch {
    // The part that arrived is enough.
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString("utf8")
}
