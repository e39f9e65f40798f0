import { wechatpayBody } from "../../src/testing/dialects"
import { decimalOf } from "../../src/services/providers/medusa/decimal"
import { claimOf } from "../../src/services/providers/paypal/claim"
import { subjectOf } from "../../src/services/providers/paypal/notification"
import { everyHarness } from "./harnesses"
import { contextOf } from "./support/call"
import { fixture, fixtureNames } from "./support/fixtures"
import { readsOrRefuses } from "./support/reads-or-refuses"
import { countOf, replaceNth } from "./support/replace-nth"

/**
 * JSON that throws a TypeError wherever code converts it to text: signed bytes can hold it, and a provider that throws any error
 * but its own answers 500 for ever.
 */
const WITHOUT_TEXT: readonly string[] = [
  '{"toString":1,"valueOf":null,"__proto__":{"toString":"x"}}',
  '[[{"toString":{},"valueOf":[]}]]',
]

/** One harness of each provider: variants differ in how they are signed, not in how they are read. */
const providers = everyHarness.filter(
  ([, { provider }], at, all) => at === all.findIndex(([, other]) => other.provider === provider),
)

describe.each(providers)("%s", (_name, harness) => {
  const context = contextOf(harness)

  it.each(fixtureNames(harness.provider))(
    "reads %s with a value that has no text in any one place, or refuses it",
    async (name) => {
      const recorded: unknown = JSON.parse(fixture(harness.provider, name).toString())
      for (let at = 0; at < countOf(recorded); at++) {
        const marked = JSON.stringify(replaceNth(recorded, at, "value-without-text"))
        for (const value of WITHOUT_TEXT) {
          const body = marked.replace('"value-without-text"', value)
          await readsOrRefuses(harness, Buffer.from(body), context)
        }
      }
    },
  )

  it.each(WITHOUT_TEXT)("reads %s alone, or refuses it", (value) => readsOrRefuses(harness, Buffer.from(value), context))
})

describe.each([
  ["without a prototype", Object.create(null)],
  ["with a toString that is no function", { toString: 1, valueOf: 1 }],
  ["around one of these", [Object.create(null)]],
] as [string, unknown][])("an object %s", (_name, value) => {
  it("is encrypted as WeChat Pay's original type and associated data", () => {
    const apiV3Key = "0123456789abcdef0123456789abcdef"
    const body = wechatpayBody({ original_type: value, associated_data: value, resource: {} }, { apiV3Key })
    expect(JSON.parse(body.toString())).toMatchObject({ resource: { associated_data: "" } })
  })

  it("names no event of PayPal's in a stored row", () => {
    expect(subjectOf({ event_type: value, resource: {} } as never)).toBeUndefined()
    expect(claimOf({ event_type: value, resource: {} } as never)).toBeUndefined()
  })

  it("is no amount of a Medusa provider", () => {
    expect(decimalOf(value)).toBeUndefined()
    expect(decimalOf({ raw: value, value, numeric: value })).toBeUndefined()
  })
})
