import type * as Nodemailer from "nodemailer"
import { requirePackage } from "../../services/packages/require-package"
import type { ResolvedSmtpOptions } from "./options"

/** RFC 6376's usual fields, and those that mail providers also require to be signed: RFC 8058 wants both List-Unsubscribe headers. */
const SIGNED_HEADERS = [
  "From",
  "Reply-To",
  "Subject",
  "Date",
  "Message-ID",
  "To",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Content-Language",
  "Auto-Submitted",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
].join(":")

/** A pool of connections. The first message opens the first one, so that a store also starts while its mail server is down. */
export function createPool(options: ResolvedSmtpOptions) {
  const { host, port, secure, requireTls, auth, ehloName, pool, timeouts, tls, dkim } = options
  const { messagesPerSecond } = pool
  const { createTransport } = requirePackage<typeof Nodemailer>("nodemailer", "notification-smtp")
  return createTransport({
    pool: true,
    host,
    port,
    secure,
    requireTLS: requireTls,
    ...(ehloName !== undefined && { name: ehloName }),
    ...(auth && { auth }),
    maxConnections: pool.maxConnections,
    maxMessages: pool.maxMessages,
    idleTimeout: pool.idleSeconds * 1000,
    // One message per so many milliseconds also takes rates below one.
    ...(messagesPerSecond !== undefined && { rateLimit: 1, rateDelta: 1000 / messagesPerSecond }),
    connectionTimeout: timeouts.connectSeconds * 1000,
    greetingTimeout: timeouts.greetingSeconds * 1000,
    socketTimeout: timeouts.socketSeconds * 1000,
    tls: {
      rejectUnauthorized: !tls.allowUnverifiedCertificate,
      ...(tls.ca !== undefined && { ca: tls.ca }),
      ...(tls.servername !== undefined && { servername: tls.servername }),
    },
    ...(dkim && {
      dkim: {
        domainName: dkim.domain,
        keySelector: dkim.selector,
        privateKey: dkim.privateKey,
        headerFieldNames: SIGNED_HEADERS,
      },
    }),
    // Content and attachments come from stored data: none of it may name a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
