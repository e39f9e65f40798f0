import { createHash } from "node:crypto"

/** The namespace of our ids among UUIDs of version 5; a random UUID, made once. */
const NAMESPACE = Buffer.from("7f0f6c1be0c54d6f9a53bd1c7b9f4a10", "hex")

/**
 * The UUID (version 5, RFC 9562) of a fact's id: UCP asks for a UUID, and every attempt, process and replay must find the same one.
 *
 * @example
 * ```ts
 * eventId("ptrn_01JAB") // always the same UUID
 * ```
 */
export function eventId(id: string): string {
  const bytes = createHash("sha1").update(NAMESPACE).update(id).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
