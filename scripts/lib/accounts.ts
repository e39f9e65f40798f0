import { demoSecrets } from "../../examples/store/src/demo-secrets"
import { dialects, type Dialect, type GatewayAccount } from "../../src/testing"

/** One account of the example store that receives webhooks, as the store's configuration has it. */
export interface StoreAccount {
  /** Path of the store's route. */
  readonly path: string
  /** Dialect that its sender speaks. */
  readonly provider: string
  /** The credentials that its sender signs with, in the dialect's shape. */
  readonly credentials: Readonly<Record<string, unknown>>
}

/** The accounts that `examples/store/medusa-config.ts` spells out, and the core route that the plugin takes over. */
export const storeAccounts: Readonly<Record<string, StoreAccount>> = {
  stripe: { path: "/webhooks/payments/stripe", provider: "stripe", credentials: { secret: demoSecrets.stripe } },
  "standard-webhooks": {
    path: "/webhooks/payments/standard-webhooks",
    provider: "standard-webhooks",
    credentials: { secret: demoSecrets.standardWebhooks },
  },
  hmac: { path: "/webhooks/payments/hmac", provider: "hmac", credentials: { keyId: "demo", secret: demoSecrets.hmac } },
  "sandbox-api": {
    path: "/webhooks/payments/sandbox-api",
    provider: "hmac",
    credentials: { keyId: "demo", secret: demoSecrets.hmac },
  },
  sandbox: { path: "/hooks/payment/sandbox_sandbox", provider: "sandbox", credentials: { secret: demoSecrets.sandbox } },
}

/** Every other dialect of the testing kit: the store gets an account for it under the dialect's own id. */
const others = Object.entries<Dialect>(dialects as unknown as Record<string, Dialect>).filter(([id]) => !storeAccounts[id])

/** An account of the plugin's options. */
interface ExampleAccount {
  readonly id: string
  readonly provider: string
  readonly paymentProviders: readonly string[]
  readonly options: unknown
}

const pathOf = (id: string): string => `/webhooks/payments/${id}`

const exampleOf = (id: string, dialect: Dialect, storeUrl: string, gatewayUrl: string) =>
  dialect.example({ webhookUrl: new URL(pathOf(id), storeUrl).toString(), apiUrl: `${gatewayUrl}/api/${id}` })

/** The accounts that the store's configuration reads from `EXAMPLE_ACCOUNTS`. */
export const exampleAccounts = (storeUrl: string, gatewayUrl: string): ExampleAccount[] =>
  others.map(([id, dialect]) => ({
    id,
    provider: dialect.provider,
    paymentProviders: ["pp_sandbox_sandbox"],
    options: exampleOf(id, dialect, storeUrl, gatewayUrl).options,
  }))

/** Every account as the gateway needs it, pointed at a store. */
export function gatewayAccounts(storeUrl: string, gatewayUrl: string): Record<string, GatewayAccount> {
  const spelledOut = Object.entries(storeAccounts).map(([id, { path, provider, credentials }]) => {
    return [id, { dialect: provider, credentials, url: new URL(path, storeUrl).toString() }] as const
  })
  const examples = others.map(([id, dialect]) => {
    const { credentials } = exampleOf(id, dialect, storeUrl, gatewayUrl)
    return [id, { dialect: id, credentials, url: new URL(pathOf(id), storeUrl).toString() }] as const
  })
  return Object.fromEntries([...spelledOut, ...examples])
}
