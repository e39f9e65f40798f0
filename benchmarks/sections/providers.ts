import { join, resolve } from "node:path"
import type { PaymentProvider, ProviderContext, WebhookRequest } from "../../src/services/providers/provider"
import { providers as registry } from "../../src/services/providers/registry"
import { dialects, type Dialect, type SignedWebhook } from "../../src/testing"
import type { Report, Row } from "../lib/report"
import { median, rounded } from "../lib/stats"
import { vendors } from "../lib/vendor-verify"

export interface ProvidersOptions {
  readonly rounds: number
  /** The folder of another checkout of this repository, whose reading is measured in turns with this one's. */
  readonly beside?: string
}

/** Length of one measurement; many short ones in turns, so that both sides meet the same machine. */
const SLICE_MS = 150
const URLS = { webhookUrl: "https://store.example/webhooks/payments/bench", apiUrl: "http://127.0.0.1:1" }

/** Measures the cost to verify, parse and read one captured payment, beside the vendor's own verification of the same bytes. */
export async function providers({ rounds, beside }: ProvidersOptions): Promise<Report> {
  const rows: Row[] = []
  const ratios: Record<string, number | null> = {}
  const before = beside === undefined ? undefined : otherCheckout(beside)
  for (const [id, dialect] of Object.entries(dialects as unknown as Record<string, Dialect>)) {
    const provider = registry.get(dialect.provider)
    if (!provider || !dialect.speaks.includes("payment.captured") || !isSigned(id)) continue
    const given = dialect.example(URLS)
    const webhook = dialect.sign(event(), given.credentials, new Date())
    const { ours, verify } = reader(provider, webhook, given.options)
    const known = before?.get(dialect.provider)
    const former = known && reader(known, webhook, given.options).ours
    const vendor = vendors[id]
    const theirs = vendor?.prepare(webhook, given)
    if ((await ours()) !== "payment.captured") throw new Error(`${id}: the provider does not read its own dialect`)
    if (theirs && (await theirs()) === false) throw new Error(`${id}: ${vendor!.name} does not verify the dialect`)

    const measured = { ours: [] as number[], verify: [] as number[], theirs: [] as number[], before: [] as number[] }
    for (let round = 0; round < rounds + 1; round++) {
      const [a, v, b] = [await perSecond(ours), await perSecond(verify), theirs ? await perSecond(theirs) : NaN]
      const c = former ? await perSecond(former) : NaN
      // The first round compiles.
      if (round === 0) continue
      measured.ours.push(a)
      measured.verify.push(v)
      measured.theirs.push(b)
      measured.before.push(c)
    }
    const [a, v, b] = [median(measured.ours), median(measured.verify), median(measured.theirs)]
    const ours_per_s = { ours_per_s: rounded(a), ours_verify_only_per_s: rounded(v) }
    rows.push({ provider: id, ...ours_per_s, vendor: vendor?.name ?? "–", vendor_per_s: rounded(b) })
    if (former) ratios[`${id}: ours / the other checkout's`] = rounded(a / median(measured.before))
    if (!theirs) continue
    ratios[`${id}: ours / ${vendor!.name}`] = rounded(a / b)
    ratios[`${id}: ours, verification only / ${vendor!.name}`] = rounded(v / b)
  }
  return {
    title: `providers: verify, parse and normalize one captured payment, ${rounds} rounds of ${SLICE_MS} ms in turns, medians, one core`,
    rows,
    ratios,
    notes: [
      "ours: verify, parse (strict UTF-8, depth and shape) and normalize; verify only: what a vendor's function does at the least",
      "vendor: its library's own verification of the same bytes, with the parsing that it needs or does: square's and razorpay's parse nothing",
      "–: the vendor publishes no library that verifies webhooks",
      "a ratio of 1 or more: reading a webhook here costs no more than verifying it there",
    ],
  }
}

/** The providers of another checkout. Their code is loaded beside ours and shares nothing with it but the packages. */
function otherCheckout(folder: string): ReadonlyMap<string, PaymentProvider> {
  const registry = join(resolve(folder), "src", "services", "providers", "registry")
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time only
  return (require(registry) as { providers: ReadonlyMap<string, PaymentProvider> }).providers
}

/** Mollie's classic calls carry no signature, and the sandbox's are read by a store's payment provider. */
const isSigned = (id: string): boolean => id !== "mollie-classic" && id !== "sandbox"

const event = () => ({
  id: "evt_bench_0001",
  state: "captured" as const,
  sessionId: "payses_01JZ8J5V3W8K2M4N6P8Q0R2S4T",
  paymentId: "pay_bench0001",
  amount: 2495,
  currency: "CNY",
  mode: "test" as const,
  occurredAt: new Date(),
})

function reader(provider: PaymentProvider, { method, headers, body }: SignedWebhook, given: unknown) {
  const request: WebhookRequest = { method, url: "/", headers, rawBody: body, receivedAt: new Date() }
  const offline = () => Promise.reject(new Error("nothing is asked here"))
  const context: ProviderContext<unknown> = {
    account: { id: "bench" },
    options: provider.options.parse(given),
    now: () => new Date(),
    fetch: offline,
  }
  const verify = () => provider.verify(request, context)
  const ours = async () => {
    await verify()
    const [event] = provider.parse(request, context)
    const [fact] = provider.normalize(event!, context).facts
    return `${fact?.subject}.${fact?.state}`
  }
  return { ours, verify }
}

async function perSecond(work: () => unknown): Promise<number> {
  const until = performance.now() + SLICE_MS
  const begun = performance.now()
  let times = 0
  while (performance.now() < until) {
    for (let n = 0; n < 10; n++) await work()
    times += 10
  }
  return (times * 1000) / (performance.now() - begun)
}
