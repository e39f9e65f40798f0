import { parseArgs } from "node:util"
import { MalformedPayloadError, PaymentNotificationError, SignatureVerificationError } from "../../services/domain/errors"
import type { PaymentProvider, ProviderContext, ProviderEvent, WebhookRequest } from "../../services/providers/provider"
import type { Command } from "../command"
import { MALFORMED, requestOf } from "../capture"
import { BAD_CONFIGURATION, findProvider, parseProviderOptions } from "../find-provider"
import { loadFile } from "../load-file"
import { sayJson } from "../print"
import { UsageError } from "../usage-error"

const NOT_VERIFIED = 2
const OTHER = 1

/** Reads a recorded webhook as a store would, without a store: whether it is genuine, its facts, and the answer to it. */
export const inspect: Command = {
  usage: `payment-notifications inspect --provider <id|file> --options <file.json|.ts> [--at <ISO time>] [--refetch] <capture.json>
  Verifies and reads one recorded call, { method, url, headers, body | bodyBase64 }, and prints JSON.
  --provider  a provider of the plugin, or the file of an adapter of your own
  --options   the account's options, as in medusa-config
  --at        the time it arrived; default: now. Old captures are too old now.
  --refetch   ask the provider where the adapter does before money moves
  exit code   0 verified, 2 not verified, 3 malformed, 4 unknown provider or bad options, 1 anything else`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { provider, options, at, refetch, file } = readArguments(args)
  const adapter = await findProvider(provider)
  const context: ProviderContext<unknown> = {
    account: { id: "inspect" },
    options: parseProviderOptions(adapter, options === undefined ? {} : await loadFile(options, BAD_CONFIGURATION)),
    now: () => at,
    fetch: globalThis.fetch,
  }
  const request = requestOf(await loadFile(file, MALFORMED), at)
  if (request.method.toUpperCase() === "GET") {
    sayJson({ acknowledgement: adapter.handshake?.(request, context) ?? { status: 404 } })
    return 0
  }
  return read(adapter, request, context, refetch)
}

async function read(
  provider: PaymentProvider,
  request: WebhookRequest,
  context: ProviderContext<unknown>,
  refetch: boolean,
): Promise<number> {
  let verified = false
  try {
    await provider.verify(request, context)
    verified = true
    const received = provider.parse(request, context)
    const events = await Promise.all(received.map((event) => readEvent(provider, event, context, refetch)))
    const acknowledgement = provider.acknowledge?.({ recorded: received.length, duplicates: 0 }, request) ?? { status: 200 }
    sayJson({ verified, events, acknowledgement })
    return 0
  } catch (error) {
    if (!(error instanceof PaymentNotificationError)) throw error
    sayJson({ verified, error: { code: error.code, message: error.message } })
    if (error instanceof SignatureVerificationError) return NOT_VERIFIED
    return error instanceof MalformedPayloadError ? MALFORMED : OTHER
  }
}

async function readEvent(provider: PaymentProvider, event: ProviderEvent, context: ProviderContext<unknown>, refetch: boolean) {
  const asked = refetch && provider.refetch ? await provider.refetch(event, context) : event
  const { id, type, occurredAt } = asked
  return { id, type, occurredAt, ...provider.normalize(asked, context) }
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      provider: { type: "string" },
      options: { type: "string" },
      at: { type: "string" },
      refetch: { type: "boolean", default: false },
    },
  })
  const [file, ...more] = positionals
  if (!values.provider || !file || more.length) throw new UsageError(inspect.usage)
  const at = values.at === undefined ? new Date() : new Date(values.at)
  if (Number.isNaN(at.getTime())) throw new UsageError(`--at ${values.at} is not a time; write it as 2025-06-01T12:00:00Z`)
  return { provider: values.provider, options: values.options, at, refetch: values.refetch, file }
}
