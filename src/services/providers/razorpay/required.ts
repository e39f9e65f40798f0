import type { RazorpayDispute, RazorpayEvent, RazorpayPayment, RazorpayRefund } from "./event"

interface Entities {
  payment: RazorpayPayment
  refund: RazorpayRefund
  dispute: RazorpayDispute
}

export type Subject = keyof Entities

/** The fields without which no fact about an entity can be made. */
const REQUIRED = {
  payment: ["id", "amount", "currency"],
  refund: ["id", "payment_id", "amount", "currency"],
  dispute: ["id", "payment_id", "amount", "currency"],
} as const satisfies { [S in Subject]: readonly (keyof Entities[S])[] }

/** The same fields, as dot paths of a body. Only a refund's status says how one stands whose speed has changed. */
export const REQUIRED_PATHS: readonly string[] = [
  "event",
  "payload.refund.entity.status",
  ...Object.entries(REQUIRED).flatMap(([subject, fields]) => fields.map((field) => `payload.${subject}.entity.${field}`)),
]

type RequiredField<S extends Subject> = Extract<(typeof REQUIRED)[S][number], keyof Entities[S]>

/** An entity that has them. */
export type Whole<S extends Subject> = Entities[S] & Required<Pick<Entities[S], RequiredField<S>>>

/** The entity of the event's subject, if it has every required field. */
export function wholeEntity<S extends Subject>(subject: S, event: RazorpayEvent): Whole<S> | undefined {
  return missingPath(subject, event) === undefined ? (event[subject] as unknown as Whole<S>) : undefined
}

/** The dot path of the first required field that the event's subject lacks. */
export function missingPath(subject: Subject, event: RazorpayEvent): string | undefined {
  const entity: Readonly<Record<string, unknown>> | undefined = event[subject] as never
  if (!entity) return `payload.${subject}.entity`
  for (const field of REQUIRED[subject]) if (entity[field] === undefined) return `payload.${subject}.entity.${field}`
  return undefined
}
