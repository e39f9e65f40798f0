import { adyenHeaders, adyenPlatformHeaders, signAdyenItem, type AdyenItemContent } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

interface Content {
  readonly notificationItems?: readonly { readonly NotificationRequestItem?: AdyenItemContent }[]
}

const MERCHANT_ACCOUNT = "FernAndMoss_ECOM"
const LOGIN = { username: "adyen-webhooks", password: "password: with a colon, ünïcode" }

function read(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

/** Signs an item; one whose fields cannot be written as text (`{ "toString": "" }`) cannot be signed and stays unchanged. */
function sign(item: AdyenItemContent, hmacKey: string): AdyenItemContent {
  try {
    return signAdyenItem(item, hmacKey)
  } catch (error) {
    if (error instanceof TypeError) return item
    throw error
  }
}

/** Signs every item that can be signed; the rest stays unchanged. */
function build(content: Buffer, hmacKey: string): Buffer {
  const value = read(content)
  if (!isObject(value) || !Array.isArray(value.notificationItems)) return content
  const notificationItems = (value.notificationItems as unknown[]).map((wrapper) =>
    isObject(wrapper) && isObject(wrapper.NotificationRequestItem)
      ? { ...wrapper, NotificationRequestItem: sign(wrapper.NotificationRequestItem, hmacKey) }
      : wrapper,
  )
  return Buffer.from(JSON.stringify({ ...value, notificationItems }))
}

/** Field by field and not as the one text that Adyen signs: two items that share that text are not thereby the same. */
const signedFields = (body: Buffer): unknown =>
  (read(body) as Content).notificationItems?.map(({ NotificationRequestItem: item = {} }) => [
    ...[item.pspReference, item.originalReference ?? "", item.merchantAccountCode, item.merchantReference ?? ""],
    ...[item.amount?.value, item.amount?.currency, item.eventCode, item.success],
  ])

export const adyen: Harness = {
  provider: "adyen",
  secrets: { current: "C1".repeat(32), previous: "B2".repeat(32), stranger: "A3".repeat(32) },
  options: (hmacKeys) => ({ hmacKeys, merchantAccounts: [MERCHANT_ACCOUNT] }),
  deliver: (content, hmacKey) => ({ headers: adyenHeaders(), body: build(content, hmacKey) }),
  builds: true,
  signedPart: signedFields,
  signatureHeaders: [],
  tells: Object.fromEntries(
    Object.entries({
      eventDate: ["occurredAt", "ifCaptured"],
      reason: ["reasonCode"],
      "additionalData.chargebackReasonCode": ["reasonCode"],
      "additionalData.rfiReasonCode": ["reasonCode"],
      "additionalData.nofReasonCode": ["reasonCode"],
      "additionalData.defensePeriodEndsAt": ["evidenceDueBy"],
      "additionalData.defendable": ["state"],
      "additionalData.alias": ["paymentMethodFingerprint"],
      "additionalData.fraudManualReview": ["underReview"],
    }).map(([field, fields]) => [`notificationItems.*.NotificationRequestItem.${field}`, fields]),
  ),
}

/** The same with a login, which has to be right in every call. */
export const adyenWithBasicAuth: Harness = {
  sameLeaves: true,
  ...adyen,
  options: (hmacKeys) => ({ hmacKeys, merchantAccounts: [MERCHANT_ACCOUNT], basicAuth: [LOGIN] }),
  deliver: (content, hmacKey) => ({ headers: adyenHeaders(LOGIN), body: build(content, hmacKey) }),
  signatureHeaders: ["authorization"],
}

/** As Adyen signs platform and management webhooks: the whole body, in a header. */
export const adyenPlatform: Harness = {
  sameLeaves: true,
  provider: "adyen",
  secrets: adyen.secrets,
  options: (hmacKeys) => ({ hmacKeys, merchantAccounts: [MERCHANT_ACCOUNT], signature: "header" }),
  deliver: inHeaders((body, hmacKey) => adyenPlatformHeaders(body, { hmacKey, merchantAccount: MERCHANT_ACCOUNT })),
  signatureHeaders: ["hmacsignature"],
}
