import { fieldOf, readObject } from "../kit/fields"
import { THINGS, type SquareDispute, type SquarePayment, type SquareRefund } from "./event"

/** The thing that an event is about, with its kind. */
export type Subject =
  | { readonly kind: "payment"; readonly thing: SquarePayment }
  | { readonly kind: "refund"; readonly thing: SquareRefund }
  | { readonly kind: "dispute"; readonly thing: SquareDispute }

export type Kind = Subject["kind"]

const KINDS: readonly Kind[] = ["payment", "refund", "dispute"]

/** The event types that are read, with what they are about. */
const READ: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["payment.created", "payment"],
  ["payment.updated", "payment"],
  ["refund.created", "refund"],
  ["refund.updated", "refund"],
  ["dispute.created", "dispute"],
  ["dispute.state.updated", "dispute"],
  // Its name in older API versions.
  ["dispute.state.changed", "dispute"],
])

export const kindOf = (type: string): Kind | undefined => READ.get(type)

/** The kind that the name of an unknown event type begins with. */
export const kindByName = (type: string): Kind | undefined => KINDS.find((kind) => type.startsWith(`${kind}.`))

/** Reads the thing that an event is about, from Square's body or from the stored form of it. */
export function readSubject(kind: Kind, event: unknown): Subject | undefined {
  const thing = readObject(fieldOf(fieldOf(fieldOf(event, "data"), "object"), kind))
  return thing && ({ kind, thing: THINGS[kind](thing) } as Subject)
}

/** The fields without which no fact about a thing can be made. */
const REQUIRED = {
  payment: ["id", "status", "amount_money"],
  refund: ["id", "status", "amount_money"],
  dispute: ["id", "state"],
} as const satisfies Record<Kind, readonly string[]>

/**
 * Dot paths of a body's required fields. A dispute has its id under either name. The sum of a payment's refunds is a fact of its
 * own, and absent while there are none.
 */
export const REQUIRED_PATHS: readonly string[] = [
  "event_id",
  "type",
  ...KINDS.flatMap((kind) => REQUIRED[kind].map((field) => `data.object.${kind}.${field}`)),
  "data.object.dispute.dispute_id",
  "data.object.payment.refunded_money",
]

/** The dot path of the first required field that is missing. */
export function missingPath(kind: Kind, subject: Subject | undefined): string | undefined {
  if (!subject) return `data.object.${kind}`
  const thing = subject.thing as Readonly<Record<string, unknown>>
  for (const field of REQUIRED[kind]) if (thing[field] === undefined) return `data.object.${kind}.${field}`
  return undefined
}
