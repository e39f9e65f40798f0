import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import type { EncryptionKey } from "./encryption-keys"
import { SealedTextError } from "./sealed-text-error"

const ALGORITHM = "aes-256-gcm"
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `v1.<key id>.<nonce>.<ciphertext>.<tag>`, each in base64url. */
const SEALED = /^(v1)\.([\w-]{8})\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/

/** The row and the column that a sealed text stands in. It opens nowhere else. */
export interface SealedPlace {
  readonly destinationId: string
  readonly field: "config" | "secrets"
}

/**
 * Seals configs and secrets of destinations with AES-256-GCM under the first key of `deliveries.encryptionKeys`; opens those of all
 * keys. The place is authenticated along with the text: whoever can write to the database can neither change a secret nor put one
 * row's secret, whose value they may know, into another row.
 */
export class Keyring {
  readonly #keys: readonly EncryptionKey[]

  constructor(keys: readonly EncryptionKey[]) {
    this.#keys = keys
  }

  /** Whether anything can be sealed. */
  get isEmpty(): boolean {
    return this.#keys.length === 0
  }

  /** Throws SealedTextError where no key is configured. */
  seal(text: string, place: SealedPlace): string {
    const [first] = this.#keys
    if (!first) throw new SealedTextError("deliveries.encryptionKeys holds no key; add one, made by: openssl rand -base64 32")
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(ALGORITHM, first.key, nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(authenticated("v1", first.id, place))
    const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
    return ["v1", first.id, ...[nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".")
  }

  /** Throws SealedTextError for a text of an unknown key, of another place, or that was changed. */
  open(sealed: string, place: SealedPlace): string {
    const { destinationId, field } = place
    const [, version, id, ...texts] = SEALED.exec(sealed) ?? []
    const parts = texts.map((text) => Buffer.from(text, "base64url"))
    // One spelling only: the last character's spare bits would be the one thing that could be changed.
    const isCanonical = parts.every((part, at) => part.toString("base64url") === texts[at])
    if (!version || !id || !isCanonical) throw new SealedTextError(`${field} of ${destinationId} is no sealed text`)
    const key = this.#keys.find((key) => key.id === id)
    if (!key) {
      throw new SealedTextError(
        `${field} of ${destinationId} was sealed with the key ${id}, which deliveries.encryptionKeys does not hold; put it back at the list's end`,
      )
    }
    const [nonce, ciphertext, tag] = parts as [Buffer, Buffer, Buffer]
    try {
      const decipher = createDecipheriv(ALGORITHM, key.key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(authenticated(version, id, place)).setAuthTag(tag)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8")
    } catch (cause) {
      throw new SealedTextError(`${field} of ${destinationId} was changed, or belongs to another destination`, { cause })
    }
  }

  /** Whether a text is sealed with the first key: one that is not is sealed anew before an older key is taken out. */
  isCurrent(sealed: string): boolean {
    return this.#keys[0] !== undefined && SEALED.exec(sealed)?.[2] === this.#keys[0].id
  }
}

/** JSON keeps the parts apart: no two places have the same bytes. */
const authenticated = (version: string, keyId: string, { destinationId, field }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify(["payment-notifications", version, keyId, destinationId, field]))
