import type { ProviderSendNotificationDTO } from "@medusajs/framework/types"
import { SendError } from "../../services/notifications/send-error"
import { jsonBytes, trimText } from "./trim-text"

/** The notification that the service worker shows. Absent fields are left out. */
export interface PushPayload {
  readonly title: string
  readonly body: string
  /** Opened by a click: an http(s) URL, or a path of the storefront. */
  readonly url?: string
  /** Equal tags replace one another on the device, so a message sent twice is shown once. */
  readonly tag?: string
  /** BCP 47. */
  readonly lang?: string
  readonly dir?: "ltr" | "rtl"
}

/** Push services take 4,096 bytes encrypted. The rest is left to encryption and to those that take less. */
export const MAX_PAYLOAD_BYTES = 3_072
const MAX_TITLE_BYTES = 512

/** Scripts that are written from right to left. */
const RTL = new Set(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])

/** The payload as JSON of at most MAX_PAYLOAD_BYTES. Its text is shortened where necessary. Throws SendError. */
export function writePayload({ content, data, provider_data }: ProviderSendNotificationDTO): string {
  const text = content?.text?.trim() ?? ""
  const title = content?.subject?.trim() || text
  if (!title)
    throw new SendError("A push message needs content.subject or content.text", { kind: "permanent", code: "no_content" })
  const payload: PushPayload = {
    title: trimText(title, MAX_TITLE_BYTES),
    body: "",
    ...linkOf(data?.url),
    ...tagOf(provider_data),
    ...languageOf(data?.locale),
  }
  const space = MAX_PAYLOAD_BYTES - Buffer.byteLength(JSON.stringify(payload))
  if (space < 0) {
    throw new SendError(`The push message's link and key leave no room for text`, { kind: "permanent", code: "too_large" })
  }
  const body = title === text ? "" : text
  return JSON.stringify({ ...payload, body: jsonBytes(body) <= space ? body : trimText(body, space) })
}

/** The sender's key for this message, the same for every attempt. Undefined where none was given. */
export function keyOf(providerData: ProviderSendNotificationDTO["provider_data"]): string | undefined {
  const key = providerData?.idempotency_key
  return typeof key === "string" && key !== "" ? key : undefined
}

function tagOf(providerData: ProviderSendNotificationDTO["provider_data"]): Pick<PushPayload, "tag"> {
  const tag = keyOf(providerData)
  return tag === undefined ? {} : { tag }
}

function linkOf(url: unknown): Pick<PushPayload, "url"> {
  if (url === undefined || url === null || url === "") return {}
  const base = "https://storefront.invalid"
  const isLink = typeof url === "string" && URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol)
  if (isLink) return { url }
  throw new SendError("data.url is neither an http(s) URL nor a path", { kind: "permanent", code: "invalid_url" })
}

function languageOf(locale: unknown): Pick<PushPayload, "lang" | "dir"> {
  if (typeof locale !== "string") return {}
  try {
    const language = new Intl.Locale(locale.replaceAll("_", "-"))
    return { lang: language.toString(), dir: RTL.has(language.maximize().script ?? "") ? "rtl" : "ltr" }
  } catch {
    // A message without its language is better than none.
    return {}
  }
}
