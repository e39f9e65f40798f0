import { SignatureVerificationError } from "../domain/errors"

/** Node joins the values of a header that arrived more than once with this. */
const JOINT = ", "

/** The values of a header, which may have arrived more than once. */
export const splitJoined = (value: string): string[] => value.split(JOINT)

/**
 * The one value of a header that must be there exactly once. Throws SignatureVerificationError when it is missing, empty or
 * doubled. With two of them, it is a guess which one was signed, and a proxy and this server may guess differently.
 *
 * @example
 * ```ts
 * const signature = singleHeader(request.headers, "acme-signature") // throws where it is missing, empty or doubled
 * ```
 */
export function singleHeader(headers: Readonly<Record<string, string>>, name: string): string {
  // Own keys only: a header called "constructor" is not there just because every object has one.
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  if (!value) throw new SignatureVerificationError(`the ${name} header is missing; check that the call comes from the provider`)
  if (value.includes(JOINT)) {
    throw new SignatureVerificationError(`the ${name} header arrived more than once; check for a proxy that adds it again`)
  }
  return value
}
