import { createRequire } from "node:module"

interface Gateway {
  readonly webhookNotification: { parse(signature: string, payload: string): Promise<unknown> }
}

/** The vendor's library ships no types. */
const braintree = createRequire(__filename)("braintree") as {
  readonly Environment: { readonly Sandbox: unknown }
  readonly BraintreeGateway: new (config: object) => Gateway
}

export const braintreeGateway = (keys: { publicKey: string; privateKey: string }): Gateway =>
  new braintree.BraintreeGateway({ environment: braintree.Environment.Sandbox, merchantId: "bench", ...keys })
