import type { IncomingMessage } from "node:http"
import getRawBody from "raw-body"
import { MalformedPayloadError, PayloadTooLargeError } from "../../services/domain/errors"
import type { WebhookRequest } from "../../services/providers/provider"

/**
 * The call exactly as it came, whatever its content type. Throws PayloadTooLargeError beyond `maxBodyBytes`, and
 * MalformedPayloadError when the caller hung up or sent another length than it announced.
 */
export async function readRequest(
  req: IncomingMessage & { originalUrl?: string },
  maxBodyBytes: number,
): Promise<WebhookRequest> {
  const receivedAt = new Date()
  const rawBody = await readBody(req, maxBodyBytes)
  return { method: req.method ?? "POST", url: req.originalUrl ?? req.url ?? "/", headers: joinHeaders(req), rawBody, receivedAt }
}

async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  try {
    return await getRawBody(req, { length: req.headers["content-length"], limit })
  } catch (error) {
    if ((error as { type?: string }).type === "entity.too.large") {
      throw new PayloadTooLargeError(`the body is larger than this account's maxBodyBytes (${limit})`)
    }
    throw new MalformedPayloadError("the body could not be read to its end", { cause: error })
  }
}

/** Node drops the second of two Authorization headers; a doubled header must arrive as doubled, so that verification refuses it. */
const joinHeaders = (req: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(req.headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]))
