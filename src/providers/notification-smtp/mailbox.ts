import { domainToASCII } from "node:url"
import type * as AddressParser from "nodemailer/lib/addressparser"
import { requirePackage } from "../../services/packages/require-package"

/** One mailbox, as in `Shop <orders@shop.example>`. */
export interface Mailbox {
  readonly name: string
  readonly address: string
}

/**
 * No white space, control character, comma, quote or bracket: nothing that could end the address and begin a second one or a
 * header. RFC 5321 allows quoted local parts with all of them. No shop's customer has one, and mail software disagrees on them.
 */
const ADDRESS = /^[^\s\p{Cc}<>()[\],;:"\\@]{1,64}@[^\s\p{Cc}<>()[\],;:"\\@]{1,255}$/u

/** Whether the text is one bare address, `local@domain`. */
export const isAddress = (text: string): boolean => ADDRESS.test(text)

/** Reads one mailbox with or without a display name. Undefined for anything else, including a list or a group. */
export function parseMailbox(text: string): Mailbox | undefined {
  if (/\p{Cc}/u.test(text)) return undefined
  const { default: addressparser } = requirePackage<typeof AddressParser>("nodemailer/lib/addressparser", "notification-smtp")
  const [mailbox, ...more] = addressparser(text)
  if (!mailbox || more.length || !("address" in mailbox) || !mailbox.address) return undefined
  const { name = "", address } = mailbox
  return isAddress(address) ? { name, address } : undefined
}

/** The part after the @, in ASCII. */
export const domainOf = (address: string): string => {
  const domain = address.slice(address.lastIndexOf("@") + 1)
  return domainToASCII(domain) || domain
}
