import { MedusaError } from "@medusajs/framework/utils"

/** A payment as the gateway reports it; amounts are integer minor units. */
export interface GatewayPayment extends Record<string, unknown> {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly currency: string
}

/** Money calls carry a key, so that a call repeated after a lost reply moves money once. */
export interface CallOptions {
  readonly idempotencyKey?: string
}

/** Calls the gateway and returns the payment; a refusal or no answer is thrown, for Medusa to handle. */
export async function callGateway(
  gatewayUrl: string,
  method: "GET" | "POST",
  path: string,
  body?: Record<string, unknown>,
  { idempotencyKey }: CallOptions = {},
): Promise<GatewayPayment> {
  const response = await fetch(new URL(path, gatewayUrl), {
    method,
    headers: { "content-type": "application/json", ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(10_000),
  })
  const reply = (await response.json()) as GatewayPayment & { message?: string }
  if (response.ok) return reply
  throw new MedusaError(
    MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
    `The gateway refused ${method} ${path}: ${reply.message ?? response.status}`,
  )
}
