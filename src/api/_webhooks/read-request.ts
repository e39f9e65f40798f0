import type { IncomingMessage } from "node:http"
import { finished } from "node:stream"
import getRawBody from "raw-body"
import { MalformedPayloadError, PayloadTooLargeError, SlowBodyError } from "../../services/domain/errors"
import type { WebhookRequest } from "../../services/providers/provider"

type Incoming = IncomingMessage & { originalUrl?: string }

/**
 * The call exactly as it came, whatever its content type. Throws PayloadTooLargeError beyond `maxBodyBytes`, SlowBodyError for a
 * body that is not there in time, and MalformedPayloadError when the caller hung up or sent a length other than the announced
 * one.
 */
export async function readRequest(req: Incoming, maxBodyBytes: number): Promise<WebhookRequest> {
  const receivedAt = new Date()
  return describeCall(req, await readBody(req, maxBodyBytes), receivedAt)
}

/** A call whose body was read already or does not matter to us. */
export const describeCall = (req: Incoming, rawBody: Buffer = Buffer.alloc(0), receivedAt = new Date()): WebhookRequest => ({
  method: req.method ?? "POST",
  url: req.originalUrl ?? req.url ?? "/",
  headers: joinHeaders(req),
  rawBody,
  receivedAt,
})

/** How long a caller whose body is too large may go on sending it. */
const LINGER_MS = 5_000

/**
 * How long a caller may take to send its body. Providers send theirs at once; whoever sends byte by byte holds memory for nothing.
 */
const BODY_SECONDS = 30

async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  try {
    return await inTime(getRawBody(req, { length: req.headers["content-length"], limit }))
  } catch (error) {
    if (error instanceof SlowBodyError) throw error
    if ((error as { type?: string }).type === "entity.too.large") {
      await discardRest(req)
      throw new PayloadTooLargeError(`the body is larger than this account's maxBodyBytes (${limit})`)
    }
    throw new MalformedPayloadError("the body could not be read to its end", { cause: error })
  }
}

/** The received part of a late body is let go with the connection, which the refusal closes. */
async function inTime(body: Promise<Buffer>): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const error = new SlowBodyError(`the body was not sent within ${BODY_SECONDS} seconds`)
    timer = setTimeout(() => reject(error), BODY_SECONDS * 1000)
  })
  try {
    return await Promise.race([body, late])
  } finally {
    clearTimeout(timer)
    body.catch(() => undefined)
  }
}

/** Reads the rest of the body for a while and drops it: to hang up on a caller in mid-body would lose our answer, too. */
function discardRest(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS)
    finished(req.resume(), () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Node drops the second of two Authorization headers; a doubled header must arrive as doubled, so that verification refuses it. */
const joinHeaders = (req: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(req.headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]))
