import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { API_URL } from "./environment"
import type { PayPalOptions } from "./options"

/** A token is given up this long before it ends, so that none ends on its way. */
const EARLY_MS = 60_000

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

interface Token {
  readonly value: string
  readonly until: number
}

const tokens = new WeakMap<PayPalOptions, Promise<Token>>()

export const apiBase = ({ apiUrl, environment }: PayPalOptions): string => apiUrl ?? API_URL[environment]

/**
 * The account's OAuth token, reused until a minute before it ends. Callers that need one at the same time share the call. Throws
 * ProviderUnavailableError.
 */
export async function accessToken(context: ProviderContext<PayPalOptions>): Promise<string> {
  const { options, now } = context
  const known = tokens.get(options)
  if (known) {
    // After a failed fetch, the next caller asks again.
    const token = await known
    if (now().getTime() < token.until) return token.value
    if (tokens.get(options) === known) tokens.delete(options)
    return accessToken(context)
  }
  const asked = askForToken(context)
  tokens.set(options, asked)
  try {
    return (await asked).value
  } catch (error) {
    if (tokens.get(options) === asked) tokens.delete(options)
    throw error
  }
}

/** Gives up a token that PayPal no longer takes. A token that was fetched since stays. */
export async function forgetToken({ options }: Pick<ProviderContext<PayPalOptions>, "options">, refused: string): Promise<void> {
  const known = tokens.get(options)
  const token = await known?.catch(() => undefined)
  if (token?.value === refused && tokens.get(options) === known) tokens.delete(options)
}

async function askForToken(context: ProviderContext<PayPalOptions>): Promise<Token> {
  const { options, now } = context
  const asked = now().getTime()
  const credentials = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString("base64")
  const { status, body } = await callProvider(context, `${apiBase(options)}/v1/oauth2/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${credentials}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: "grant_type=client_credentials",
  })
  if (status === 401) {
    throw new ProviderUnavailableError("PayPal does not know the app; check clientId, clientSecret and environment")
  }
  const token = status === 200 ? answer.safeParse(jsonOf(body)) : undefined
  if (!token?.success) throw new ProviderUnavailableError(`PayPal answered ${status} without a token; it is asked again later`)
  return { value: token.data.access_token, until: asked + token.data.expires_in * 1000 - EARLY_MS }
}

/** Undefined for bytes that are not JSON. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}
