import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"

/** A cipher's nonce in WeChat Pay's notation, plain characters. RFC 5116 knows AEAD_AES_256_GCM with twelve bytes only. */
const nonce = z.string().refine((text) => Buffer.byteLength(text) === 12, "must be 12 bytes")

/** The encrypted part of an event. `associated_data` is authenticated beside it, and may be empty. */
export const encryptedResource = z.object({
  algorithm: z.literal("AEAD_AES_256_GCM", "must be AEAD_AES_256_GCM, the only algorithm understood"),
  ciphertext: z.string(),
  associated_data: z.string().nullish(),
  nonce,
  original_type: storableText.nullish(),
})

export type EncryptedResource = z.output<typeof encryptedResource>

/** The fields of a call's body that all events share. */
export const envelope = z.object({
  id: storableText,
  create_time: z.string(),
  event_type: storableText,
  summary: z.string().nullish(),
  resource: encryptedResource,
})

/** The stored form of an event: the envelope's own fields, and the decrypted content in `resource`. */
export interface WechatpayEvent {
  readonly id: string
  readonly create_time: string
  readonly event_type: string
  readonly summary?: string
  /** WeChat Pay's name for the kind of thing in `resource`: `transaction`, `refund`, `profitsharing`. */
  readonly original_type?: string
  readonly resource: Readonly<Record<string, unknown>>
}
