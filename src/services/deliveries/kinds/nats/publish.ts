import type * as Transport from "@nats-io/transport-node"
import type { NatsConnection } from "@nats-io/transport-node"
import type { JetStreamClient, PubAck } from "@nats-io/jetstream"
import { DeliveryRejectedError } from "../../../domain/delivery-rejected-error"
import type { Confirmation, OutgoingMessage } from "../../kind"
import type { SignMessage } from "../kit/signing"
import type { NatsConfig } from "./config"

/** Longer than any destination's time: whoever waits has given up before. */
const ACK_MS = 120_000

export interface Link {
  readonly connection: NatsConnection
  readonly jetstream: JetStreamClient
  readonly headers: typeof Transport.headers
  readonly sign: SignMessage
}

/**
 * Stores one message in the stream that is bound to its subject. A stream that has it already, within its window for duplicates,
 * says so, and that is as good as storing it.
 */
export async function publish(link: Link, config: NatsConfig, message: OutgoingMessage): Promise<Confirmation> {
  const { subject = `payments.${message.fact}`, stream } = config
  const most = link.connection.info?.max_payload
  if (most !== undefined && message.body.length > most) {
    throw new DeliveryRejectedError(`the message has ${message.body.length} bytes; NATS takes ${most} (max_payload)`, {
      rejection: "final",
    })
  }
  try {
    const ack = await link.jetstream.publish(subject, message.body, {
      msgID: message.id,
      timeout: ACK_MS,
      headers: headersOf(link, message),
      ...(stream !== undefined && { expect: { streamName: stream } }),
    })
    return { answer: describe(ack) }
  } catch (error) {
    throw refusal(error, subject) ?? error
  }
}

function headersOf(link: Link, message: OutgoingMessage): ReturnType<typeof Transport.headers> {
  const { datacontenttype = "application/json", ...rest } = message.attributes
  const headers = link.headers()
  headers.set("content-type", datacontenttype)
  for (const [name, value] of Object.entries(rest)) headers.set(`ce-${name}`, value)
  for (const [name, value] of Object.entries(link.sign(message))) headers.set(name, value)
  return headers
}

const describe = ({ stream, seq, duplicate }: PubAck): string =>
  duplicate ? `stored before in ${stream} (sequence ${seq})` : `stored in ${stream} (sequence ${seq})`

/** By name, since an optional package's classes are not at hand; the client's own text for a missing stream misleads. */
function refusal(error: unknown, subject: string): DeliveryRejectedError | undefined {
  const { name, message, code } = error as { name?: string; message?: string; code?: unknown }
  if (name === "JetStreamNotEnabled") {
    return new DeliveryRejectedError(`no stream stores subject "${subject}"; bind one to it, and see that JetStream is on`, {
      cause: error,
    })
  }
  if (name === "JetStreamApiError" || name === "StreamNotFoundError") {
    return new DeliveryRejectedError(`JetStream refused the message: ${message}`, {
      cause: error,
      ...(typeof code === "number" && { answer: String(code) }),
    })
  }
  if (name === "PermissionViolationError") {
    return new DeliveryRejectedError(`NATS does not allow us to publish to "${subject}"`, { cause: error })
  }
  return undefined
}
