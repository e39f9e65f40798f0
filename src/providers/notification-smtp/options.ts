import { createPrivateKey, X509Certificate } from "node:crypto"
import { isIP } from "node:net"
import { z } from "@medusajs/framework/zod"
import { MedusaError } from "@medusajs/framework/utils"
import { isAddress, parseMailbox } from "./mailbox"

const seconds = (byDefault: number) => z.number().positive().max(600).default(byDefault)

const hostname = z
  .string()
  .refine((text) => isIP(text) || /^[^\s/@:[\]]+$/.test(text), "must be a host name or an address, without a scheme or a port")

const mailbox = z.string().refine((text) => parseMailbox(text), 'must be one address, as in "Shop <orders@shop.example>"')

/** A PEM from an environment variable often has its line breaks written as `\n`. */
const pem = z.string().transform((text) => text.replaceAll("\\n", "\n"))

const privateKey = pem.refine(isDkimKey, "must be an RSA private key of 1024 bits or more, in PEM")

const certificate = pem.refine(isCertificate, "must be a certificate in PEM")

const dnsName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, "must be a DNS name")

const optionsSchema = z
  .strictObject({
    /** Medusa's own: the channels this provider serves, as `["email"]`. */
    channels: z.array(z.string().min(1)).min(1),
    host: hostname,
    /** Default: 465 with `secure`, else 587. */
    port: z.number().int().min(1).max(65_535).optional(),
    /** TLS from the first byte. Default: true if the port is 465. Without it, the connection begins in plain text and STARTTLS follows. */
    secure: z.boolean().optional(),
    /** Give up when the server does not offer STARTTLS. Default: true, unless the host is this machine or `allowPlaintext` is set. */
    requireTls: z.boolean().optional(),
    /** Send passwords and mails over the network unencrypted when the server knows no TLS. */
    allowPlaintext: z.boolean().default(false),
    auth: z.strictObject({ user: z.string().min(1), pass: z.string().min(1) }).optional(),
    /** Sender of every message that names none of its own. */
    from: mailbox,
    replyTo: mailbox.optional(),
    /** The name in the greeting to the server. Default: this machine's, where it is a full one. */
    ehloName: hostname.optional(),
    pool: z
      .strictObject({
        maxConnections: z.number().int().min(1).max(100).default(5),
        /** Messages after which a connection is replaced. */
        maxMessages: z.number().int().min(1).default(100),
        /** Most messages per second of one process. Default: no limit. */
        messagesPerSecond: z.number().positive().optional(),
        /** Seconds after which an idle connection is closed. */
        idleSeconds: seconds(30),
      })
      .prefault({}),
    timeouts: z
      .strictObject({
        connectSeconds: seconds(10),
        greetingSeconds: seconds(10),
        /** Silence on an open connection. */
        socketSeconds: seconds(30),
        /** The whole of one send, waiting for a connection included. */
        sendSeconds: seconds(40),
      })
      .prefault({}),
    dkim: z.strictObject({ domain: dnsName, selector: dnsName, privateKey }).optional(),
    tls: z
      .strictObject({
        /** Authorities to trust instead of the well-known ones, in PEM. */
        ca: z.union([certificate, z.array(certificate).min(1)]).optional(),
        /** The name to look for in the server's certificate. Default: `host`. */
        servername: dnsName.optional(),
        /** Accept any server that answers at `host`: for a test server whose certificate nobody vouches for. */
        allowUnverifiedCertificate: z.boolean().default(false),
        rejectUnauthorized: z
          .never({ error: "is not an option; set tls.ca to the authority to trust, or allowUnverifiedCertificate: true" })
          .optional(),
      })
      .prefault({}),
    bounces: z
      .strictObject({
        /** Address that receives bounces. The notification's id is added: `bounces+<id>@shop.example`. */
        address: z.string().refine(isAddress, 'must be an address, as in "bounces@shop.example"'),
        /** Ask the receiving server to report deliveries as well; few do. */
        reportDelivered: z.boolean().default(false),
      })
      .optional(),
  })
  .superRefine(({ host, secure, port, requireTls, allowPlaintext }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message })
    if (requireTls && allowPlaintext) wrong("allowPlaintext", "contradicts requireTls: true; remove one of them")
    const encrypted = secure ?? port === 465
    if (requireTls === false && !encrypted && !allowPlaintext && !isLoopback(host)) {
      wrong(
        "requireTls",
        "may be false for a host on this machine only; set allowPlaintext: true to send over the network in clear",
      )
    }
  })
  .transform(({ secure, port, requireTls, ...rest }) => {
    const encrypted = secure ?? port === 465
    return {
      ...rest,
      secure: encrypted,
      port: port ?? (encrypted ? 465 : 587),
      requireTls: requireTls ?? !(rest.allowPlaintext || isLoopback(rest.host)),
    }
  })

/** The provider's `options` as a store writes them. */
export type SmtpOptions = z.input<typeof optionsSchema>

/** The options with every default filled in. */
export type ResolvedSmtpOptions = z.output<typeof optionsSchema>

/** Throws a MedusaError that names every wrong option. Values are not echoed: they may be secrets. */
export function parseOptions(input: unknown): ResolvedSmtpOptions {
  const parsed = optionsSchema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `option ${path.map(String).join(".") || "(root)"}: ${message}`)
  throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `notification-smtp: ${lines.join("; ")}`)
}

/** Mails to a server on the same machine never cross a network. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host)
}

/** RFC 8301: verifiers refuse keys of less than 1024 bits. */
function isDkimKey(text: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(text)
    return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1024
  } catch {
    return false
  }
}

function isCertificate(text: string): boolean {
  try {
    return Boolean(new X509Certificate(text))
  } catch {
    return false
  }
}
