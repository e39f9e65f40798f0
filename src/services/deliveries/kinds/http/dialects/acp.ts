import { z } from "@medusajs/framework/zod"
import { hmacSha256 } from "../../../../signature/hmac"
import { ACP_EVENT_NAMES, type AcpEventNames } from "../../../agents/acp-order"
import { agentConfig, type AgentConfig } from "../../../agents/agent-config"
import { protocolVersion, type AcpVersion } from "../../../agents/protocol-version"
import { makeSecret } from "../../../secrets/make-secret"
import { oldest, unixSeconds, type Dialect } from "../../kit/dialects/dialect"

const SHORTEST = 16

const eventName = z.string().regex(/^[\w.]{1,64}$/, "must be a name such as order_create")

export const acpConfig = {
  dialect: z.literal("acp"),
  ...agentConfig,
  /** The version that the platform reads: `2026-04-17`, or `2026-01-30`. */
  version: protocolVersion("acp"),
  /** Names of the two events. OpenAI's pages and its OpenAPI file differ; the default is the file's. */
  eventNames: z.strictObject({ created: eventName, updated: eventName }).default({ ...ACP_EVENT_NAMES }),
}

export interface AcpConfig extends AgentConfig {
  readonly version?: AcpVersion | undefined
  readonly eventNames: AcpEventNames
}

/**
 * The Agentic Commerce Protocol, 2026-04-17: `Merchant-Signature: t=<Unix seconds>,v1=<hex>` over `<t>.<body>`, keyed with the
 * platform's shared secret as text. The pattern has room for one signature: see `oldest`. `Request-Id` is equal at every attempt,
 * as it is the only id by which a platform can tell a repeat. Before that version the header had no format; the bare hex over the body
 * is how such platforms have been seen to read it.
 */
export const acp: Dialect<Pick<AcpConfig, "version">> = {
  refuseSecret: (secret) =>
    secret.length < SHORTEST || secret.trim() !== secret
      ? `must be the platform's secret, of ${SHORTEST} characters or more, without white space around it`
      : undefined,
  makeSecret: () => makeSecret("text"),
  open({ version }, secrets) {
    const secret = oldest(secrets)
    const sign = version === "2026-01-30" ? signBody : signWithTime
    return ({ message: { id, body }, at }) => ({
      "content-type": "application/json",
      "merchant-signature": sign(secret, body, at),
      "request-id": id,
      timestamp: at.toISOString(),
    })
  },
}

const signBody = (secret: string, body: Buffer): string => hmacSha256(secret, body).toString("hex")

function signWithTime(secret: string, body: Buffer, at: Date): string {
  const timestamp = unixSeconds(at)
  return `t=${timestamp},v1=${hmacSha256(secret, `${timestamp}.`, body).toString("hex")}`
}
