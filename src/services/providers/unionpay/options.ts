import { createPrivateKey, X509Certificate } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { listOfSecrets, roomOptions, secretText } from "../room-options"

/** How UnionPay's own company writes its name in the certificate that signs for production. */
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
    // Said below, without the parser's message: it may quote the key.
  }
  context.addIssue("is no RSA private key; export the merchant's .pfx with: openssl pkcs12 -nodes -nocerts")
  return z.NEVER
})

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"])

const apiUrl = z
  .string("must be a URL")
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname } = new URL(text)
    return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname))
  }, "must be an https:// URL")
  .default(QUERY_URL)

const query = roomOptions({
  /** The merchant's RSA private key, which signs queries; with `roots` only. */
  privateKey: privateKey.optional(),
  /** The serial number of the merchant's certificate, in decimal; with `roots` only. */
  certId: z
    .string()
    .regex(/^\d{1,128}$/, "must be the serial number of the merchant's certificate, in decimal digits")
    .optional(),
  /** Where to ask; UnionPay's production gateway by default. */
  apiUrl,
})

const shape = roomOptions({
  /** The merchant's number at UnionPay. Notifications for another one are held for a person. */
  merchantId: z.string().regex(/^[0-9A-Za-z]{15}$/, "must be the merchant's number, 15 digits or letters"),
  /** Root certificates that UnionPay's signing certificates lead to, as PEM (`acp_prod_root.cer`). */
  roots: listOfSecrets(certificate).optional(),
  /** Middle certificates on the way to a root, as PEM (`acp_prod_middle.cer`). */
  intermediates: z.array(certificate, "give a list of certificates as PEM text").default([]),
  /** Whose certificates are accepted: the third part of their CN. UnionPay's test environment also signs as `00040000:SIGN`. */
  holders: z.array(secretText, "give a list of names").min(1, "give a list with at least one name").default([UNIONPAY]),
  /** Instead of `roots`, for merchants with signMethod 11: the shared keys, one or more. */
  secureKeys: listOfSecrets(secretText).optional(),
  /** When set, UnionPay is asked before money is credited, as its own sample code tells merchants to. */
  query: query.optional(),
})

export const unionPayOptions = shape.transform(({ roots, intermediates, holders, secureKeys, query, merchantId }, context) => {
  if (roots && !secureKeys) {
    if (query && !(query.privateKey && query.certId)) {
      context.addIssue({ code: "custom", path: ["query"], message: "needs privateKey and certId: queries are signed, too" })
      return z.NEVER
    }
    const signer = query?.privateKey && query.certId ? { privateKey: query.privateKey, certId: query.certId } : undefined
    return {
      merchantId,
      scheme: { signMethod: "01" as const, roots, intermediates, holders },
      ...(query && signer && { query: { apiUrl: query.apiUrl, signer } }),
    }
  }
  const [secureKey] = secureKeys ?? []
  if (!roots && secureKeys && secureKey) {
    if (query?.privateKey || query?.certId) {
      context.addIssue({
        code: "custom",
        path: ["query"],
        message: "takes no privateKey and certId with secureKeys; leave them out",
      })
      return z.NEVER
    }
    return {
      merchantId,
      scheme: { signMethod: "11" as const, secureKeys },
      ...(query && { query: { apiUrl: query.apiUrl, signer: { secureKey } } }),
    }
  }
  context.addIssue("give either roots, for signMethod 01, or secureKeys, for signMethod 11")
  return z.NEVER
})

export type UnionPayOptions = z.output<typeof unionPayOptions>
