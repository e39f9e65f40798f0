import fs from "node:fs"
import path from "node:path"
import { root } from "../../scripts/lib/paths"
import { providers } from "../../src/services/providers/registry"
import { everyHarness } from "./harnesses"
import { contextOf, providerOf, requestOf } from "./support/call"

describe.each([...providers.values()])("$id", ({ id, setup }) => {
  const page = fs.readFileSync(path.join(root, "docs", "providers", `${id}.md`), "utf8")

  it("names in its documentation each event that is to be enabled", () => {
    // A page writes `refund.created`, `.failed`: the beginning once, or with an ellipsis.
    const isNamed = (event: string) =>
      [event, ...event.split(/(?=[._])/).map((_, i, parts) => parts.slice(i).join(""))].some((name) =>
        [`\`${name}\``, `\`…${name.slice(1)}\``].some((text) => page.includes(text)),
      )
    expect(setup).toBeDefined()
    expect(setup!.events.filter((event) => !isNamed(event))).toEqual([])
    expect(new Set(setup!.events).size).toBe(setup!.events.length)
  })
})

describe.each(everyHarness)("%s", (_name, harness) => {
  const provider = providerOf(harness)
  const { current, previous } = harness.secrets
  const context = contextOf(harness, [current, previous])

  it("counts secrets, and shows none", () => {
    const counted = provider.secrets?.(context.options) ?? {}
    for (const n of Object.values(counted)) expect(Number.isInteger(n)).toBe(true)
    const text = JSON.stringify(counted)
    for (const secret of Object.values(harness.secrets)) expect(text).not.toContain(secret)
  })

  it("signs test calls that it verifies itself, each another event of which no fact is made; or leaves it to the provider", async () => {
    const calls = [provider.testCall?.(context), provider.testCall?.(context)]
    const ids = new Set<string>()
    for (const call of calls) {
      if (!call) continue
      const request = requestOf(Buffer.from(call.body), { ...call.headers })
      await provider.verify(request, context)
      const events = provider.parse(request, context)
      expect(events).toHaveLength(1)
      ids.add(events[0]!.id)
      expect(provider.normalize(events[0]!, context)).toEqual({ facts: [], ignored: expect.any(String) })
      const altered = requestOf(Buffer.from(`${call.body} `), { ...call.headers })
      await expect(provider.verify(altered, context)).rejects.toMatchObject({ code: "signature_verification_failed" })
    }
    expect(ids.size).toBe(calls.filter(Boolean).length)
  })
})

it("can be tried by a test call where the secret is shared", () => {
  const able = everyHarness.filter(([, harness]) => providerOf(harness).testCall?.(contextOf(harness)))
  expect(able.map(([name]) => name)).toEqual(
    expect.arrayContaining(["stripe", "hmac", "standard-webhooks", "razorpay", "paystack", "square"]),
  )
})
