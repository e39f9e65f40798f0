import { createHash, createHmac } from "node:crypto"

/** Braintree's HMAC-SHA1, whose key is the raw SHA-1 of the private key and not the private key itself. */
export const braintreeHmac = (privateKey: string, message: string): Buffer =>
  createHmac("sha1", createHash("sha1").update(privateKey).digest()).update(message).digest()
