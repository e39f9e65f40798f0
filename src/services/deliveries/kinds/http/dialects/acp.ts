import { z } from "@medusajs/framework/zod"
import { hmacSha256 } from "../../../../signature/hmac"
import { ACP_EVENT_NAMES, type AcpEventNames } from "../../../agents/acp-order"
import { agentConfig, type AgentConfig } from "../../../agents/agent-config"
import { makeSecret } from "../../../secrets/make-secret"
import { oldest, unixSeconds, type Dialect } from "./dialect"

const SHORTEST = 16

const eventName = z.string().regex(/^[\w.]{1,64}$/, "must be a name such as order_create")

export const acpConfig = {
  dialect: z.literal("acp"),
  ...agentConfig,
  /** Names of the two events. OpenAI's pages and its OpenAPI file differ; the default is the file's. */
  eventNames: z.strictObject({ created: eventName, updated: eventName }).default({ ...ACP_EVENT_NAMES }),
}

export interface AcpConfig extends AgentConfig {
  readonly eventNames: AcpEventNames
}

/**
 * The Agentic Commerce Protocol, 2026-04-17: `Merchant-Signature: t=<Unix seconds>,v1=<hex>` over `<t>.<body>`, keyed with the
 * platform's shared secret as text. The pattern has room for one signature: see `oldest`. `Request-Id` is equal at every attempt,
 * as it is the only id by which a platform can tell a repeat.
 */
export const acp: Dialect<unknown> = {
  refuseSecret: (secret) =>
    secret.length < SHORTEST || secret.trim() !== secret
      ? `must be the platform's secret, of ${SHORTEST} characters or more, without white space around it`
      : undefined,
  makeSecret: () => makeSecret("text"),
  open(_config, secrets) {
    const secret = oldest(secrets)
    return ({ message: { id, body }, at }) => {
      const timestamp = unixSeconds(at)
      const signature = hmacSha256(secret, `${timestamp}.`, body).toString("hex")
      return {
        "content-type": "application/json",
        "merchant-signature": `t=${timestamp},v1=${signature}`,
        "request-id": id,
        timestamp: at.toISOString(),
      }
    }
  },
}
