import { createECDH, randomBytes, randomUUID } from "node:crypto"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { decryptPush, type DeviceKeys } from "./decrypt"
import { PushRefusal, type PushAnswer, type ReceivedPush, type TestPushSubscription } from "./types"
import { verifyVapid } from "./verify-vapid"

const MAX_BYTES = 4_096

/**
 * A browser maker's push service with a real HTTP server, and the devices behind it. It verifies and decrypts every message that
 * it accepts.
 */
export interface PushService {
  /** Base URL, once listening. */
  readonly url: string
  /** Starts to listen on 127.0.0.1; port 0 takes a free one. Resolves to the base URL. */
  listen(port?: number): Promise<string>
  /** A device subscribes. With `applicationServerKey`, only that sender's messages are accepted. */
  subscribe(options?: { readonly applicationServerKey?: string }): TestPushSubscription
  /** The device unsubscribes: from now on the endpoint answers 410. */
  unsubscribe(endpoint: string): void
  /** Every message accepted for a device, oldest first. */
  messages(endpoint: string): readonly ReceivedPush[]
  /** The messages that a device gets when it is on again after a pause: of a topic only the last. */
  pending(endpoint: string): readonly ReceivedPush[]
  /** Answers the next calls to an endpoint like this. */
  answer(endpoint: string, answer: PushAnswer): void
  close(): Promise<void>
}

interface Device extends DeviceKeys {
  readonly applicationServerKey: string | undefined
  readonly messages: ReceivedPush[]
  readonly answers: PushAnswer[]
  isGone: boolean
}

/**
 * @example
 * ```ts
 * import { createPushService } from "medusa-payment-notifications/testing"
 *
 * const push = createPushService()
 * await push.listen() // its host belongs into `allowedHosts`
 * const subscription = push.subscribe()
 * // … register it at the store, and have a message sent
 * expect(push.messages(subscription.endpoint)).toHaveLength(1)
 * await push.close()
 * ```
 */
export function createPushService({ now = () => new Date() }: { readonly now?: () => Date } = {}): PushService {
  const devices = new Map<string, Device>()
  let url: string | undefined
  const known = () => {
    if (url === undefined) throw new Error("The push service has no URL before listen()")
    return url
  }
  const deviceOf = (endpoint: string): Device => {
    const device = devices.get(endpoint)
    if (!device) throw new PushRefusal(404, "there is no such subscription")
    return device
  }

  async function take(request: http.IncomingMessage): Promise<PushAnswer> {
    const { method, headers } = request
    const endpoint = known() + request.url
    const device = deviceOf(endpoint)
    if (method !== "POST") throw new PushRefusal(405, "messages are posted")
    const prepared = device.answers.shift()
    if (prepared) return prepared
    if (device.isGone) throw new PushRefusal(410, "the subscription is gone")
    const vapid = verifyVapid(headers.authorization, known(), now())
    if (device.applicationServerKey && device.applicationServerKey !== vapid.publicKey) {
      throw new PushRefusal(403, "the subscription is another sender's")
    }
    if (!/^\d+$/.test(String(headers.ttl))) throw new PushRefusal(400, "the TTL header is missing")
    if (headers["content-encoding"] !== "aes128gcm") throw new PushRefusal(415, "the message is not encrypted with aes128gcm")
    const topic = headers.topic === undefined ? null : String(headers.topic)
    if (topic !== null && !/^[\w-]{1,32}$/.test(topic)) throw new PushRefusal(400, "the topic is too long, or no base64url")
    const id = randomUUID()
    device.messages.push({
      id,
      endpoint,
      text: textOf(await bodyOf(request), device),
      ttl: Number(headers.ttl),
      urgency: String(headers.urgency ?? "normal"),
      topic,
      vapid,
    })
    return { status: 201, headers: { location: `${known()}/messages/${id}` } }
  }

  const server = http.createServer((request, response) => {
    void take(request)
      .catch(refusal)
      .then(({ status, headers, body }) => {
        if (status === "silent") return
        response.writeHead(status, headers && { ...headers })
        response.end(body)
      })
  })

  return {
    get url() {
      return known()
    },
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once("error", reject)
        server.listen(port, "127.0.0.1", () => {
          url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
          resolve(url)
        })
      }),
    subscribe({ applicationServerKey } = {}) {
      const endpoint = `${known()}/push/${randomUUID()}`
      const pair = createECDH("prime256v1")
      pair.generateKeys()
      const auth = randomBytes(16)
      devices.set(endpoint, { pair, auth, applicationServerKey, messages: [], answers: [], isGone: false })
      const keys = { p256dh: pair.getPublicKey("base64url"), auth: auth.toString("base64url") }
      return { endpoint, expirationTime: null, keys }
    },
    unsubscribe(endpoint) {
      deviceOf(endpoint).isGone = true
    },
    messages: (endpoint) => [...deviceOf(endpoint).messages],
    pending(endpoint) {
      const { messages } = deviceOf(endpoint)
      return messages.filter(
        ({ topic }, index) => topic === null || !messages.slice(index + 1).some((next) => next.topic === topic),
      )
    },
    answer(endpoint, answer) {
      deviceOf(endpoint).answers.push(...Array.from({ length: answer.times ?? 1 }, () => answer))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  if (body.length > MAX_BYTES) throw new PushRefusal(413, `a message has ${MAX_BYTES} bytes at most`)
  return body
}

function textOf(message: Buffer, device: DeviceKeys): string {
  try {
    return decryptPush(message, device)
  } catch (error) {
    throw new PushRefusal(400, `the message cannot be decrypted: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function refusal(error: unknown): PushAnswer {
  const status = error instanceof PushRefusal ? error.status : 500
  return { status, headers: { "content-type": "text/plain" }, body: error instanceof Error ? error.message : String(error) }
}

export type { PushAnswer, ReceivedPush, TestPushSubscription } from "./types"
