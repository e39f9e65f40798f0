import { createHmac, randomBytes } from "node:crypto"
import { PSEUDONYM } from "../../services/domain/erased"

/**
 * Makes pseudonyms of one erasure: equal texts have equal ones, so that counts of recipients and cards stay true. The key is
 * random and is never stored. Without it nobody can find out an address by trying all of them.
 */
export function pseudonyms(key = randomBytes(32)): (text: string) => string {
  return (text) => PSEUDONYM + createHmac("sha256", key).update(text).digest("base64url").slice(0, 22)
}
