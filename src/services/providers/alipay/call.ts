import { sign, type KeyObject } from "node:crypto"
import type { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { readAnswer } from "./answer"
import type { AlipayOptions } from "./options"
import { writeTime } from "./time"

const GATEWAY = "https://openapi.alipay.com/gateway.do"

const UNKNOWN = "ACQ.TRADE_NOT_EXIST"

/**
 * Calls one method of Alipay's gateway with the app's signature, and reads the answer once Alipay's own signature holds.
 * Undefined when Alipay knows no such trade. Throws ProviderUnavailableError for every other answer.
 */
export async function ask<T>(
  method: string,
  content: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  context: ProviderContext<AlipayOptions>,
): Promise<T | undefined> {
  const { privateKey, gatewayUrl = GATEWAY, keys } = context.options
  if (!privateKey) throw new ProviderUnavailableError("Alipay cannot be asked without the app's privateKey")
  const { status, body } = await callProvider(context, gatewayUrl, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8" },
    body: requestForm(method, content, context.options, privateKey, context.now()),
  })
  if (status !== 200) throw new ProviderUnavailableError(`Alipay answered ${status}; check gatewayUrl`)
  const answer = readAnswer(body, `${method.replaceAll(".", "_")}_response`, keys)
  if (answer.sub_code === UNKNOWN) return undefined
  const read = answer.code === "10000" ? schema.safeParse(answer) : undefined
  if (read?.success) return read.data
  const why = read ? "with something that cannot be read" : `${answer.code} ${answer.sub_code ?? ""}`.trim()
  throw new ProviderUnavailableError(`Alipay answered ${method} ${why}; it is asked again later`)
}

/** Every parameter that is not empty is signed, sorted by name. The form may carry them in any order. */
function requestForm(
  method: string,
  content: Readonly<Record<string, string>>,
  { appId, appCertSn, alipayRootCertSn }: AlipayOptions,
  key: KeyObject,
  now: Date,
): string {
  const parameters = {
    ...(alipayRootCertSn && { alipay_root_cert_sn: alipayRootCertSn }),
    ...(appCertSn && { app_cert_sn: appCertSn }),
    app_id: appId,
    biz_content: JSON.stringify(content),
    charset: "utf-8",
    format: "JSON",
    method,
    sign_type: "RSA2",
    timestamp: writeTime(now),
    version: "1.0",
  }
  const signed = Object.entries(parameters)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&")
  return new URLSearchParams({ ...parameters, sign: sign("RSA-SHA256", Buffer.from(signed), key).toString("base64") }).toString()
}
