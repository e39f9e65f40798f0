import { MalformedPayloadError } from "../../domain/errors"
import type { JsonObject } from "../kit/read-json"
import { fieldOf, readObject, readText, requireField } from "../kit/fields"

/** The encrypted part of an event. `associated_data` is authenticated beside it, and may be empty. */
export interface EncryptedResource {
  readonly algorithm: "AEAD_AES_256_GCM"
  readonly ciphertext: string
  readonly nonce: string
  readonly associated_data?: string | null | undefined
}

/** The fields of a call's body that all events share. */
export interface Envelope {
  readonly id: string
  readonly event_type: string
  readonly create_time?: string
  readonly original_type?: string
  readonly resource: EncryptedResource
}

/** Reads a call's body. Throws MalformedPayloadError where it names no event, or nothing that can be decrypted. */
export function readEnvelope(body: unknown): Envelope {
  const text = (name: string) => readText(fieldOf(body, name))
  const sealed = requireField(readObject(fieldOf(body, "resource")), "resource", "must be an object")
  const [create_time, original_type] = [text("create_time"), readText(sealed.original_type)]
  return {
    id: requireField(text("id"), "id", "must be text of 1 to 255 characters"),
    event_type: requireField(text("event_type"), "event_type", "must be text of 1 to 255 characters"),
    ...(create_time && { create_time }),
    ...(original_type && { original_type }),
    resource: readSealed(sealed),
  }
}

function readSealed({ algorithm, ciphertext, nonce, associated_data }: Readonly<Record<string, unknown>>): EncryptedResource {
  if (algorithm !== "AEAD_AES_256_GCM") {
    throw new MalformedPayloadError("resource.algorithm must be AEAD_AES_256_GCM, the only algorithm understood")
  }
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
  // A nonce in WeChat Pay's notation, plain characters. RFC 5116 knows AEAD_AES_256_GCM with twelve bytes only.
  const twelve = Buffer.byteLength(text(nonce) ?? "") === 12 ? text(nonce) : undefined
  return {
    algorithm,
    ciphertext: requireField(text(ciphertext), "resource.ciphertext", "must be text"),
    nonce: requireField(twelve, "resource.nonce", "must be 12 bytes"),
    associated_data: text(associated_data),
  }
}

/** The stored form of an event: the envelope's own fields that are read, and those of the decrypted content in `resource`. */
export interface WechatpayEvent {
  readonly id: string
  readonly create_time?: string
  readonly event_type: string
  /** WeChat Pay's name for the kind of thing in `resource`: `transaction`, `refund`, `profitsharing`. */
  readonly original_type?: string
  readonly resource?: JsonObject
  /** Set for a refund's notice of API v2, which nobody signed: never read as anything but a hint. */
  readonly notice?: "v2"
  /** WeChat Pay's answer about the refund of such a notice, or about a complaint; null where it knows none by the number. */
  readonly asked?: unknown
}
