import type { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import { callProvider, type ProviderAnswer } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { accessToken, apiBase, forgetToken, jsonOf } from "./access-token"
import type { PayPalOptions } from "./options"

/**
 * Reads one resource of PayPal's API. Undefined when PayPal knows none there. Throws ProviderUnavailableError for every other
 * answer: it is retried, and in the end a person reviews the event.
 */
export async function askPayPal<T>(
  path: string,
  schema: z.ZodType<T>,
  context: ProviderContext<PayPalOptions>,
): Promise<T | undefined> {
  const first = await get(path, context)
  // The token was withdrawn before its time: one new token is fetched, and the answer to that is final.
  const { status, body } = first.status === 401 ? await get(path, context) : first
  if (status === 404) return undefined
  if (status === 401) throw new ProviderUnavailableError("PayPal refuses the app's token; check clientId and clientSecret")
  if (status === 403) {
    throw new ProviderUnavailableError(`the app may not read ${path}; give it that permission in PayPal's developer dashboard`)
  }
  if (status !== 200) throw new ProviderUnavailableError(`PayPal answered ${status} for ${path}; it is asked again later`)
  const resource = schema.safeParse(jsonOf(body))
  if (resource.success) return resource.data
  throw new ProviderUnavailableError(`PayPal's answer for ${path} cannot be read; it is asked again later`)
}

async function get(path: string, context: ProviderContext<PayPalOptions>): Promise<ProviderAnswer> {
  const token = await accessToken(context)
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" }
  const answer = await callProvider(context, `${apiBase(context.options)}${path}`, { headers })
  if (answer.status === 401) await forgetToken(context, token)
  return answer
}
