import { MalformedPayloadError } from "../../domain/errors"
import { readObject, readText, requireField } from "../kit/fields"
import { fingerprint } from "../kit/fingerprint"
import type { JsonObject } from "../kit/read-json"
import { readSessionId } from "../kit/session-reference"
import { TEXT } from "./event"

/** The payment session, where Medusa's Stripe provider writes it. The metadata of other applications are not kept. */
export type Metadata = { readonly session_id: string } | undefined

export function pickMetadata(metadata: unknown): Metadata {
  const sessionId = readSessionId(readObject(metadata)?.session_id)
  return sessionId === undefined ? undefined : { session_id: sessionId }
}

/** An id, or the object itself with its metadata where the API was asked to expand it. */
export type Reference = string | { readonly id: string; readonly metadata: Metadata } | undefined

/** A reference that nobody needs: an unreadable one is read as absent. */
export function pickReference(value: unknown): Reference {
  if (typeof value === "string") return readText(value)
  const object = readObject(value)
  const id = readText(object?.id)
  return id === undefined ? undefined : { id, metadata: pickMetadata(object?.metadata) }
}

/** The reference that decides which payment an event is about. Absent is a statement, unreadable is not. Throws MalformedPayloadError. */
export function requireReference(object: JsonObject, key: string): Reference {
  const reference = pickReference(object[key])
  if (reference === undefined && object[key] != null)
    throw new MalformedPayloadError(`data.object.${key} must be an id or an object`)
  return reference
}

export const idOf = (reference: Reference): string | undefined => (typeof reference === "object" ? reference.id : reference)

/** The payment session in the metadata of the first object that names one. */
export function sessionIn(...objects: readonly (Reference | { readonly metadata?: Metadata })[]): string | undefined {
  for (const object of objects) {
    const sessionId = typeof object === "object" ? object.metadata?.session_id : undefined
    if (sessionId) return sessionId
  }
  return undefined
}

/** The digest of a card's fingerprint, at the place where a payment method has it. */
export function pickCard(method: unknown): { readonly card: { readonly fingerprint: string } } | undefined {
  const digest = fingerprint.parse(readObject(readObject(method)?.card)?.fingerprint)
  return digest === undefined ? undefined : { card: { fingerprint: digest } }
}

export const requireId = (object: JsonObject): string => requireField(readText(object.id), "data.object.id", TEXT)

/** `object`, Stripe's name of the kind. Throws MalformedPayloadError for an event about anything else. */
export function requireKind<Kind extends string>(object: JsonObject, kind: Kind): Kind {
  if (object.object !== kind) throw new MalformedPayloadError(`data.object.object must be "${kind}"`)
  return kind
}
