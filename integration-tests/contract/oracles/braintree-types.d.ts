/** The part of Braintree's library that the oracle asks; the package has no types of its own. */
declare module "braintree" {
  export interface Signed {
    readonly bt_signature: string
    readonly bt_payload: string
  }
  export class BraintreeGateway {
    constructor(config: { environment: unknown; merchantId: string; publicKey: string; privateKey: string })
    readonly webhookNotification: {
      parse(signature: string, payload: string): Promise<{ readonly kind: string; readonly subject?: unknown }>
      verify(challenge: string): string
    }
    readonly webhookTesting: {
      sampleNotification(kind: string, id: string, sourceMerchantId?: string): Signed
      sampleSignature(payload: string): string
    }
  }
  export const Environment: { readonly Sandbox: unknown }
  export const WebhookNotification: { readonly Kind: Readonly<Record<string, string>> }
}
