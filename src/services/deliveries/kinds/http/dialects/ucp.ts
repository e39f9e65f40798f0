import { z } from "@medusajs/framework/zod"
import { detachedJws } from "../../../../signature/detached-jws"
import { contentDigest, signatureBase, signatureParams, signBase } from "../../../../signature/message-signature"
import { agentConfig, type AgentConfig } from "../../../agents/agent-config"
import { eventId } from "../../../agents/event-id"
import { protocolVersion, type UcpVersion } from "../../../agents/protocol-version"
import type { SigningKey } from "../../../agents/signing-keys"
import type { UcpShop } from "../../../agents/ucp-shop"
import { UCP_JANUARY } from "../../../agents/ucp-order-january"
import { unixSeconds, type Dialect, type Sign } from "../../kit/dialects/dialect"

const LABEL = "sig1"

/** All that any text of the specification asks to be covered; extra components are allowed by every one of them. */
const HEADERS = ["ucp-agent", "idempotency-key", "webhook-id", "webhook-timestamp", "content-digest", "content-type"]

/** A query is covered only where there is one. */
const componentsOf = (url: URL): string[] => ["@method", "@authority", "@path", ...(url.search ? ["@query"] : []), ...HEADERS]

export const ucpConfig = {
  dialect: z.literal("ucp"),
  ...agentConfig,
  /** How `Webhook-Timestamp` is written: by the specification in Unix seconds, by a page of Google's in RFC 3339. */
  timestampFormat: z.enum(["unix", "rfc3339"]).default("unix"),
  /** The version that the platform reads: `2026-04-08`, or `2026-01-23`. */
  version: protocolVersion("ucp"),
  /**
   * Of 2026-01-23: whether `Request-Signature` signs the raw body and says so (`b64: false`, RFC 7797), or the encoded one. Platforms
   * read the specification's sentence in both ways: ask. True where it is left out.
   */
  unencodedPayload: z.boolean().optional(),
}

export interface UcpConfig extends AgentConfig {
  readonly timestampFormat: "unix" | "rfc3339"
  readonly version?: UcpVersion | undefined
  readonly unencodedPayload?: boolean | undefined
}

/**
 * The Universal Commerce Protocol, 2026-04-08: HTTP Message Signatures (RFC 9421) with the shop's key, which stands in its profile.
 * `Webhook-Id`, `Webhook-Timestamp` and the body are equal at every attempt; `created` and the signature are not. No `alg`, which
 * the specification forbids.
 */
export const ucp = (shop: UcpShop | undefined): Dialect<UcpConfig> => ({
  refuseSecret: () => "is not used: UCP's orders are signed with deliveries.ucp.signingKeys",
  makeSecret: () => undefined,
  open({ timestampFormat, version, unencodedPayload = true }) {
    if (!shop) throw new TypeError("deliveries.ucp is not configured")
    const [key] = shop.signingKeys
    if (!key) throw new TypeError("deliveries.ucp.signingKeys holds no key")
    if (version === UCP_JANUARY) return signedForJanuary(shop, key, unencodedPayload)
    return ({ message: { id, recordedAt, body }, url, at }) => {
      const headers = {
        "content-type": "application/json",
        "ucp-agent": `profile="${shop.profile}"`,
        "webhook-id": eventId(id),
        "webhook-timestamp": timestampFormat === "unix" ? unixSeconds(recordedAt) : recordedAt.toISOString(),
        "idempotency-key": eventId(id),
        "content-digest": contentDigest(body),
      }
      const components = componentsOf(url)
      const parameters = { created: Number(unixSeconds(at)), keyid: key.kid }
      const base = signatureBase(components, parameters, { method: "POST", url, headers })
      return {
        ...headers,
        "signature-input": `${LABEL}=${signatureParams(components, parameters)}`,
        signature: `${LABEL}=:${signBase(base, key.privateKey).toString("base64")}:`,
      }
    }
  },
})

/** 2026-01-23: one header with a detached JWS. The shop is named by its profile, since a header must name it. */
const signedForJanuary =
  ({ profile }: UcpShop, { kid, privateKey: key }: SigningKey, isUnencoded: boolean): Sign =>
  ({ message: { body } }) => ({
    "content-type": "application/json",
    "ucp-agent": `profile="${profile}"`,
    "request-signature": detachedJws(body, { key, kid, isUnencoded }),
  })
