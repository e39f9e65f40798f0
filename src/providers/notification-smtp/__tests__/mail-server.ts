import type { AddressInfo } from "node:net"
import { simpleParser, type ParsedMail } from "mailparser"
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server"
import { SERVER_CERTIFICATE, SERVER_KEY } from "../../../testing/keys/tls"

/** A mail as the server received it, and the client's other commands. */
export interface ReceivedMail {
  readonly raw: Buffer
  readonly parsed: ParsedMail
  readonly envelope: SMTPServerSession["envelope"]
  /** True if it came encrypted. */
  readonly secure: boolean
  readonly user: unknown
  /** Same for mails that came over the same connection. */
  readonly sessionId: string
}

/** An answer other than "250 OK": `{ code: 550, text: "5.1.1 no such user" }`. */
export interface Refusal {
  readonly code: number
  readonly text: string
}

export interface MailServer {
  readonly port: number
  readonly mails: ReceivedMail[]
  /** Connections opened since the start. */
  readonly opened: string[]
  /** Resolves when the next connection has been closed. */
  nextClose(): Promise<void>
  /** Answers of these commands from now on. */
  refuse(refusals: { mailFrom?: Refusal; rcptTo?: Refusal; data?: Refusal }): void
  close(): Promise<void>
}

export const USER = "orders@shop.example"
export const PASSWORD = "correct horse battery staple"

const answer = (refusal: Refusal | undefined): Error | null =>
  refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null

/** A mail server with STARTTLS and an account, on a free port of 127.0.0.1. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const opened: string[] = []
  const closing: (() => void)[] = []
  let refusals: Parameters<MailServer["refuse"]>[0] = {}
  const server = new SMTPServer({
    key: SERVER_KEY,
    cert: SERVER_CERTIFICATE,
    // Refusals bring their own enhanced codes.
    hideENHANCEDSTATUSCODES: true,
    hideDSN: false,
    disableReverseLookup: true,
    authMethods: ["PLAIN", "LOGIN"],
    onConnect: ({ id }, done) => {
      opened.push(id)
      done()
    },
    onClose: () => closing.splice(0).forEach((resolve) => resolve()),
    onAuth: ({ username, password }, _session, done) =>
      username === USER && password === PASSWORD ? done(null, { user: username }) : done(new Error("5.7.8 bad credentials")),
    onMailFrom: (_address, _session, done) => done(answer(refusals.mailFrom)),
    onRcptTo: (_address, _session, done) => done(answer(refusals.rcptTo)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", async () => {
        if (stream.sizeExceeded) return done(answer({ code: 552, text: "5.3.4 message too big" }))
        if (refusals.data) return done(answer(refusals.data))
        const raw = Buffer.concat(chunks)
        const { envelope, secure, user, id: sessionId } = session
        mails.push({ raw, parsed: await simpleParser(raw), envelope: structuredClone(envelope), secure, user, sessionId })
        done()
      })
    },
    ...options,
  })
  // Some specs are about clients that break off.
  server.on("error", () => {})
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    opened,
    nextClose: () => new Promise((resolve) => closing.push(resolve)),
    refuse: (next) => {
      refusals = next
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
