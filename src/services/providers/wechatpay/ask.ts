import { PaymentNotificationError, ProviderUnavailableError } from "../../domain/errors"
import { callProvider, type ProviderAnswer } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { fieldOf, requireField, readObject } from "../kit/fields"
import { readJson, type JsonObject } from "../kit/read-json"
import { authorization } from "./authorization"
import type { WechatpayOptions } from "./options"
import { verifyWechatpay } from "./verify"

const API = "https://api.mch.weixin.qq.com"

type Context = ProviderContext<WechatpayOptions>

/**
 * Reads a path of WeChat Pay's API in the merchant's name, and believes the answer once WeChat Pay's signature holds. Undefined
 * when there is nothing by that number. Throws ProviderUnavailableError for every other answer. `number: "foreign"`: somebody
 * else formed the number in the path, so it may not even have the form of one.
 */
export async function askWechatpay<T>(
  path: string,
  read: (answer: JsonObject) => T,
  context: Context,
  number: "own" | "foreign",
): Promise<T | undefined> {
  const { options, now } = context
  const { apiUrl = API, merchant } = options
  if (!merchant) throw new ProviderUnavailableError("WeChat Pay cannot be asked without privateKey and merchantSerial")
  const publicKeyId = [...options.keys.keys()].find((serial) => serial.startsWith("PUB_KEY_ID_"))
  const answer = await callProvider(context, apiUrl + path, {
    headers: {
      accept: "application/json",
      authorization: authorization(path, { ...options, merchant }, now()),
      "user-agent": "medusa-payment-notifications",
      // The key with which WeChat Pay is to sign the answer, while a merchant changes over from certificates.
      ...(publicKeyId && { "wechatpay-serial": publicKeyId }),
    },
  })
  if (answer.status === 200) return believed(answer, read, context)
  const code = codeOf(answer)
  if (answer.status === 404 && UNKNOWN.has(code)) return undefined
  // For a number in our own form, PARAM_ERROR would be about the merchant's own numbers, and say nothing of the payment.
  if (number === "foreign" && answer.status === 400 && code === "PARAM_ERROR") return undefined
  throw new ProviderUnavailableError(
    `WeChat Pay answered ${answer.status} ${code}; check mchid, privateKey, merchantSerial and the merchant's permissions`,
  )
}

/** Refusals are not always signed. Only the absence of a payment is read from them. */
const UNKNOWN: ReadonlySet<string> = new Set(["ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"])

const CODE = /^[A-Z_]{1,64}$/

function codeOf({ body }: ProviderAnswer): string {
  try {
    const code = fieldOf(readJson(body), "code")
    if (typeof code === "string" && CODE.test(code)) return code
  } catch {
    // A page, or nothing.
  }
  return "without a code"
}

async function believed<T>({ body, headers }: ProviderAnswer, read: (answer: JsonObject) => T, context: Context): Promise<T> {
  const signed = { method: "GET", url: "", headers: Object.fromEntries(headers), rawBody: body, receivedAt: context.now() }
  try {
    await verifyWechatpay(signed, context)
    return read(requireField(readObject(readJson(body)), "the answer", "must be an object"))
  } catch (error) {
    if (!(error instanceof PaymentNotificationError)) throw error
    // WeChat Pay's own probes are among these: it signs an answer badly on purpose, and answers well on the next request.
    throw new ProviderUnavailableError(`WeChat Pay's answer is not to be believed: ${error.message}`)
  }
}
