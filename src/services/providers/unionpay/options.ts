import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { apiUrl } from "../kit/api-url"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"
import type { Pins } from "./certificate"
import { canDigest, type KeyedMethod } from "./signed-bytes"

/** The name of UnionPay's own company in the certificate that signs for production. */
const UNIONPAY = "中国银联股份有限公司"

const QUERY_URL = "https://gateway.95516.com/gateway/api/queryTrans.do"

const certificate = z.string("must be a certificate as PEM text").transform((pem, context) => {
  try {
    const certificate = new X509Certificate(pem)
    if (certificate.ca) return certificate
    context.addIssue("is not a certificate authority's; pin the root and the middle certificate, not the one that signs messages")
  } catch {
    context.addIssue("is no certificate; paste the whole PEM text, with its BEGIN and END lines")
  }
  return z.NEVER
})

const privateKey = z.string("must be a private key as PEM text").transform((pem, context) => {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === "rsa") return key
  } catch {
    // Reported below, without the parser's message: it may quote the key.
  }
  context.addIssue("is no RSA private key; export the merchant's .pfx with: openssl pkcs12 -nodes -nocerts")
  return z.NEVER
})

const query = providerOptions({
  /** The merchant's RSA private key, which signs queries; with `roots` only. */
  privateKey: privateKey.optional(),
  /** The serial number of the merchant's certificate, in decimal; with `roots` only. */
  certId: z
    .string()
    .regex(/^\d{1,128}$/, "must be the serial number of the merchant's certificate, in decimal digits")
    .optional(),
  /** Address of the query; UnionPay's production gateway by default. */
  apiUrl: apiUrl.default(QUERY_URL),
})

const shape = providerOptions({
  /** The merchant's number at UnionPay. Notifications for another one are quarantined. */
  merchantId: z.string().regex(/^[0-9A-Za-z]{15}$/, "must be the merchant's number, 15 digits or letters"),
  /** Root certificates that UnionPay's signing certificates lead to, as PEM (`acp_prod_root.cer`). */
  roots: listOfSecrets(certificate).optional(),
  /** Middle certificates on the way to a root, as PEM (`acp_prod_middle.cer`). */
  intermediates: z.array(certificate, "give a list of certificates as PEM text").default([]),
  /** Holders whose certificates are accepted: the third part of their CN. UnionPay's test environment also signs as `00040000:SIGN`. */
  holders: z.array(secretText, "give a list of names").min(1, "give a list with at least one name").default([UNIONPAY]),
  /** Instead of `roots`, for merchants with signMethod 11 or 12: the shared keys, one or more. */
  secureKeys: listOfSecrets(secretText).optional(),
  /** With `secureKeys`: 11 hashes with SHA-256, 12 with SM3. */
  signMethod: z
    .enum(["11", "12"], 'must be "11" (SHA-256) or "12" (SM3)')
    .refine(canDigest, "this Node.js has no SM3; use a build of it with OpenSSL 3 and without FIPS")
    .optional(),
  /** When set, UnionPay is asked before money is credited, as its own sample code advises. */
  query: query.optional(),
})

/** Messages are signed with a key that the merchant shares. */
export interface KeyedScheme {
  readonly signMethod: KeyedMethod
  readonly secureKeys: readonly string[]
}

/** Messages are signed with a certificate that leads to a pin (01), or with a shared key (11, 12). */
type Scheme = (Pins & { readonly signMethod: "01" }) | KeyedScheme

/** The credentials that sign the merchant's own queries. */
export type Signer =
  { readonly privateKey: KeyObject; readonly certId: string } | { readonly secureKey: string; readonly signMethod: KeyedMethod }

export interface UnionPayOptions {
  readonly merchantId: string
  readonly scheme: Scheme
  readonly query?: { readonly apiUrl: string; readonly signer: Signer }
}

export const unionPayOptions = shape.transform((given, context): UnionPayOptions => {
  const refuse = (message: string, ...path: string[]): never => {
    context.addIssue({ code: "custom", path, message })
    return z.NEVER
  }
  const { merchantId, roots, intermediates, holders, secureKeys, query: { apiUrl, privateKey, certId } = {} } = given
  if (roots && !secureKeys) {
    if (given.signMethod) return refuse("goes with secureKeys only; certificates are signMethod 01 by themselves", "signMethod")
    const scheme = { signMethod: "01" as const, roots, intermediates, holders }
    if (!apiUrl) return { merchantId, scheme }
    if (!privateKey || !certId) return refuse("needs privateKey and certId: queries are signed, too", "query")
    return { merchantId, scheme, query: { apiUrl, signer: { privateKey, certId } } }
  }
  const [secureKey] = secureKeys ?? []
  if (secureKeys && secureKey && !roots) {
    const signMethod = given.signMethod ?? "11"
    const scheme = { signMethod, secureKeys }
    if (!apiUrl) return { merchantId, scheme }
    if (privateKey || certId) return refuse("takes no privateKey and certId with secureKeys; leave them out", "query")
    return { merchantId, scheme, query: { apiUrl, signer: { secureKey, signMethod } } }
  }
  return refuse("give either roots, for signMethod 01, or secureKeys, for signMethod 11 or 12")
})
