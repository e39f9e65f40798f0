import { once } from "node:events"
import http, { type IncomingMessage } from "node:http"
import https from "node:https"
import type { LookupFunction } from "node:net"
import { guardedLookup } from "./guarded-lookup"
import { isAllowedHost, safeUrl } from "./safe-url"

/** Only the beginning of an answer is read: enough to show why a call was refused. */
const MAX_ANSWER_BYTES = 4_096

export interface PostRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer
  /** For the whole call, name resolution included. */
  readonly timeoutMs: number
}

export interface PostAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type Post = (request: PostRequest) => Promise<PostAnswer>

/**
 * Posts to URLs that others gave us. Follows no redirects and connects to public addresses only, except for `allowed` hosts.
 * Resolves for every status; rejects with UnsafeEndpointError, TimeoutError (a DOMException) or the socket's error. `lookup` is
 * for tests.
 */
export function createPost(allowed: readonly string[], lookup: LookupFunction = guardedLookup()): Post {
  const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) }
  return async ({ url: text, headers, body, timeoutMs }) => {
    const url = safeUrl(text, allowed)
    const signal = AbortSignal.timeout(timeoutMs)
    const options = {
      method: "POST",
      headers: { ...headers, "content-length": body.length },
      signal,
      agent: agents[url.protocol as keyof typeof agents],
      ...(!isAllowedHost(url, allowed) && { lookup }),
    }
    const { request } = url.protocol === "https:" ? https : http
    try {
      const call = request(url, options)
      // `once` rejects on errors before the answer; `beginning` handles an error that breaks the answer off.
      call.on("error", () => {})
      call.end(body)
      const [response] = (await once(call, "response")) as [IncomingMessage]
      return await read(response)
    } catch (error) {
      throw signal.aborted ? signal.reason : error
    }
  }
}

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
