import type { PaymentVersion } from "../store/live-repository"

/** A place where a payment may have changed. Without ids: anywhere. */
export interface Hint {
  readonly cart_id: string | null
  readonly order_id: string | null
  /** The payment and its version, where the hint is about one. */
  readonly payment: Pick<PaymentVersion, "id" | "version"> | null
}

/** A change somewhere, which only a look at everything finds. */
export const ANYWHERE: Hint = { cart_id: null, order_id: null, payment: null }

/** PostgreSQL refuses payloads of 8,000 bytes. Ids are Medusa's, and far shorter, but a hint must never fail. */
const LONGEST = 7_000

interface Wire {
  readonly by: string
  readonly cart?: string
  readonly order?: string
  readonly payment?: string
  readonly version?: number
}

/** `by` names the sending process, which has told itself already. */
export function encodeHint(by: string, { cart_id, order_id, payment }: Hint): string {
  const wire: Wire = {
    by,
    ...(cart_id !== null && { cart: cart_id }),
    ...(order_id !== null && { order: order_id }),
    ...(payment && { payment: payment.id, version: payment.version }),
  }
  const text = JSON.stringify(wire)
  return Buffer.byteLength(text) > LONGEST ? JSON.stringify({ by }) : text
}

/** Undefined for a hint of this very process. Whoever may write to the database may also send nonsense, which means: look. */
export function decodeHint(own: string, text: string | undefined): Hint | undefined {
  const wire = parse(text ?? "")
  if (wire.by === own) return undefined
  const id = (value: unknown) => (typeof value === "string" ? value : null)
  const [payment, { version }] = [id(wire.payment), wire]
  return {
    cart_id: id(wire.cart),
    order_id: id(wire.order),
    payment: payment !== null && typeof version === "number" ? { id: payment, version } : null,
  }
}

function parse(text: string): Partial<Wire> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? value : {}
  } catch {
    return {}
  }
}
