import { startFake, type Answer, type Received } from "./server"

export const ACCOUNT = `AC${"a".repeat(32)}`
export const API_KEY = `SK${"b".repeat(32)}`

interface Message {
  readonly sid: string
  readonly to: string
  readonly from: string | null
  readonly messaging_service_sid: string | null
  readonly body: string
  readonly direction: string
  readonly date_created: string
  readonly status: string
}

const refuse = (status: number, code: number, message: string): Answer => ({
  status,
  json: { status, code, message, more_info: `https://www.twilio.com/docs/errors/${code}` },
})

/** Twilio's Messages resource. `logins` are the accepted user names and passwords. */
export async function fakeTwilio(logins: Readonly<Record<string, string>>) {
  const messages: Message[] = []
  const unsubscribed = new Set<string>()
  const clock = { now: () => new Date() }

  function answer({ method, url, headers, body }: Received): Answer {
    const [user = "", password] = Buffer.from(headers.authorization?.replace(/^Basic /, "") ?? "", "base64")
      .toString()
      .split(":")
    if (!password || logins[user] !== password) return refuse(401, 20003, "Authenticate")
    if (url.pathname !== `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`) return refuse(404, 20404, "Not found")
    if (method === "GET") return list(url.searchParams)
    return create(new URLSearchParams(body.toString()))
  }

  function list(query: URLSearchParams): Answer {
    const found = messages.filter(({ to }) => to === query.get("To")).reverse()
    return { status: 200, json: { messages: found.slice(0, Number(query.get("PageSize") ?? 50)), page: 0, next_page_uri: null } }
  }

  function create(form: URLSearchParams): Answer {
    const to = form.get("To") ?? ""
    const [body, from, service] = [form.get("Body"), form.get("From"), form.get("MessagingServiceSid")]
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(400, 21211, `The 'To' number ${to} is not a valid phone number.`)
    if (!from && !service) return refuse(400, 21603, "A 'From' phone number is required.")
    if (!body) return refuse(400, 21602, "Message body is required.")
    if (body.length > 1600) return refuse(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
    if (unsubscribed.has(to)) return refuse(400, 21610, "Attempt to send to unsubscribed recipient")
    const message: Message = {
      sid: `SM${String(messages.length + 1).padStart(32, "0")}`,
      to,
      from,
      messaging_service_sid: service,
      body,
      direction: "outbound-api",
      date_created: clock.now().toUTCString().replace("GMT", "+0000"),
      status: service ? "accepted" : "queued",
    }
    messages.push(message)
    return { status: 201, json: message }
  }

  return { ...(await startFake(answer)), messages, unsubscribed, clock }
}
