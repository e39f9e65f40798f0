import { demoSecrets } from "../../examples/store/src/demo-secrets"
import type { GatewayAccount } from "../../src/testing"

/** One way into the example store for webhooks, as the store's configuration has it. */
export interface StoreAccount {
  /** Path of the store's route. */
  readonly path: string
  /** Room or payment provider that verifies it. */
  readonly provider: string
  /** What its sender signs with; the shape is the dialect's. */
  readonly credentials: Readonly<Record<string, unknown>>
}

/** The accounts of `examples/store/medusa-config.ts`, and the core route that the plugin takes over. */
export const storeAccounts: Readonly<Record<string, StoreAccount>> = {
  stripe: { path: "/webhooks/payments/stripe", provider: "stripe", credentials: { secret: demoSecrets.stripe } },
  "standard-webhooks": {
    path: "/webhooks/payments/standard-webhooks",
    provider: "standard-webhooks",
    credentials: { secret: demoSecrets.standardWebhooks },
  },
  hmac: { path: "/webhooks/payments/hmac", provider: "hmac", credentials: { keyId: "demo", secret: demoSecrets.hmac } },
  sandbox: { path: "/hooks/payment/sandbox_sandbox", provider: "sandbox", credentials: { secret: demoSecrets.sandbox } },
}

/** The same accounts as the gateway needs them, pointed at a store. */
export const gatewayAccounts = (storeUrl: string): Record<string, GatewayAccount> =>
  Object.fromEntries(
    Object.entries(storeAccounts).map(([id, { path, provider, credentials }]) => [
      id,
      { dialect: provider, credentials, url: new URL(path, storeUrl).toString() },
    ]),
  )
