import { z } from "@medusajs/framework/zod"
import { safeUrl } from "../../../net/safe-url"
import { acpConfig, type AcpConfig } from "./dialects/acp"
import { hmacConfig, type HmacConfig } from "../kit/dialects/hmac"
import { ucpConfig, type UcpConfig } from "./dialects/ucp"

interface Common {
  readonly url: string
  /** Sent with every call, by names in lower case: an API key, a tenant. */
  readonly headers: Readonly<Record<string, string>>
}

/** A destination's config, by the dialect that signs its calls. */
export type HttpConfig = Common &
  (
    | { readonly dialect: "standard-webhooks" }
    | (HmacConfig & { readonly dialect: "hmac" })
    | (AcpConfig & { readonly dialect: "acp" })
    | (UcpConfig & { readonly dialect: "ucp" })
  )

/** The store's own options about destinations. */
export interface Allowed {
  readonly allowedHosts: readonly string[]
  readonly ports: readonly number[]
  /** Whether `deliveries.ucp` is there, without which nothing is signed for UCP. */
  readonly hasUcp: boolean
}

/** Names that the call itself needs; given twice, they would be lost, doubled, or smuggle a second request. */
const RESERVED =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|user-agent|content-.*|proxy-.*|ce-.*|webhook-.*)$/

/** Names that the other dialects sign. */
const SIGNED: { readonly [Dialect in HttpConfig["dialect"]]?: readonly string[] } = {
  acp: ["merchant-signature", "request-id", "timestamp"],
  ucp: ["signature", "signature-input", "ucp-agent", "idempotency-key", "request-signature"],
}

const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/

function refuseName(name: string): string | undefined {
  if (!TOKEN.test(name)) return "is no header name"
  return RESERVED.test(name.toLowerCase()) ? "is a header that the plugin sets itself" : undefined
}

/** Never echoed in an error: it may be an API key. */
const headerValue = z
  .string("must be text; is the environment variable set?")
  .regex(/^[\x21-\x7e](?:[\t\x20-\x7e]{0,4094}[\x21-\x7e])?$/, "must be 1 to 4,096 visible ASCII characters")

const headers = z
  .record(z.string(), headerValue)
  .superRefine((given, issues) => {
    for (const name of Object.keys(given)) {
      const message = refuseName(name)
      if (message) issues.addIssue({ code: "custom", path: [name], message })
    }
  })
  .transform((given) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value])))
  .default({})

/**
 * The schema of an http destination's config. `dialect` is `standard-webhooks` where it is left out. Parsing what it returned
 * returns the same.
 */
export function httpConfig(allowed: Allowed): z.ZodType<HttpConfig> {
  const common = {
    url: z.string("must be text; is the environment variable set?").superRefine((text, issues) => {
      try {
        safeUrl(text, allowed.allowedHosts, allowed.ports)
      } catch (error) {
        issues.addIssue(`cannot be called: ${(error as Error).message}`)
      }
    }),
    headers,
  }
  const dialects = z
    .discriminatedUnion("dialect", [
      z.strictObject({ ...common, dialect: z.literal("standard-webhooks") }),
      z.strictObject({ ...common, ...hmacConfig }),
      z.strictObject({ ...common, ...acpConfig }),
      z.strictObject({ ...common, ...ucpConfig }),
    ])
    .superRefine((config, issues) => {
      const refuse = (path: string[], message: string) => issues.addIssue({ code: "custom", path, message })
      const isHmac = config.dialect === "hmac"
      for (const name of isHmac ? ["authorization", config.timestampHeader] : (SIGNED[config.dialect] ?? [])) {
        if (Object.hasOwn(config.headers, name)) refuse(["headers", name], `is signed by ${config.dialect}`)
      }
      if (isHmac && (RESERVED.test(config.timestampHeader) || config.timestampHeader === "authorization")) {
        refuse(["timestampHeader"], "is a header that the plugin sets itself")
      }
      if (config.dialect === "ucp" && !allowed.hasUcp) refuse(["dialect"], "needs deliveries.ucp: the shop's profile and keys")
    })
  return z.preprocess(withDialect, dialects) as unknown as z.ZodType<HttpConfig>
}

const withDialect = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !("dialect" in value) ? { dialect: "standard-webhooks", ...value } : value

/** A config as it may be shown: names of headers and of query parameters, but none of their values. */
export function showConfig(config: HttpConfig): Record<string, unknown> {
  const url = new URL(config.url)
  for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, "hidden")
  const headers = Object.fromEntries(Object.keys(config.headers).map((name) => [name, "[hidden]"]))
  return { ...config, url: url.href, headers }
}

/** Configs of destinations that whole orders go to instead of facts. */
export type AgentHttpConfig = Extract<HttpConfig, { dialect: "acp" | "ucp" }>

export const isForAgents = (config: HttpConfig): config is AgentHttpConfig => config.dialect === "acp" || config.dialect === "ucp"
