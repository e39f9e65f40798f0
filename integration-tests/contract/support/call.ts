import type { PaymentProvider, ProviderContext, ProviderEvent, WebhookRequest } from "../../../src/services/providers/provider"
import { offline } from "../../../src/services/providers/kit/__tests__/offline"
import { providers } from "../../../src/services/providers/registry"
import type { Harness } from "../harnesses"

/** The time at which every test happens. */
export const NOW = new Date("2025-06-01T12:00:00Z")

export const secondsFromNow = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)

export function providerOf({ provider }: Harness): PaymentProvider {
  const adapter = providers.get(provider)
  if (!adapter) throw new Error(`${provider} is not registered`)
  return adapter
}

/** The context of an account that accepts `secrets`; by default only the current one. */
export function contextOf(
  harness: Harness,
  secrets: readonly string[] = [harness.secrets.current],
  now = NOW,
): ProviderContext<unknown> {
  return {
    account: { id: "shop" },
    options: providerOf(harness).options.parse(harness.options(secrets)),
    now: () => now,
    fetch: harness.fetch ?? offline,
    readMedusaWebhook: harness.reader?.(secrets),
  }
}

export const requestOf = (rawBody: Buffer, headers: Record<string, string>): WebhookRequest => ({
  method: "POST",
  url: "/webhooks/payments/shop",
  headers,
  rawBody,
  receivedAt: NOW,
})

/** A request with `content` as the provider signs it now with the current secret. */
export function signed(harness: Harness, content: Buffer, secret = harness.secrets.current, at = NOW): WebhookRequest {
  const { body, headers } = harness.deliver(content, secret, at)
  return requestOf(body, headers)
}

/** Reads a request as intake does: verify, then parse. */
export async function read(
  harness: Harness,
  request: WebhookRequest,
  context = contextOf(harness),
): Promise<readonly ProviderEvent[]> {
  const provider = providerOf(harness)
  await provider.verify(request, context)
  return provider.parse(request, context)
}
