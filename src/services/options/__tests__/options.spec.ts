import { InvalidOptionsError } from "../../domain/errors"
import { parseOptions } from "../index"

const stripe = { id: "stripe", provider: "stripe", options: { signingSecrets: ["whsec_abc"] } }

function messageOf(options: unknown): string {
  try {
    parseOptions(options)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionsError)
    return (error as Error).message
  }
  throw new Error("the options were taken")
}

const withAccount = (change: object) => ({ accounts: [{ ...stripe, ...change }] })
const provided = (provider: string, options: unknown) => ({ accounts: [{ id: "shop", provider, options }] })

describe("parseOptions", () => {
  it.each([undefined, null, {}])("fills in every default for %p", (input) =>
    expect(parseOptions(input)).toMatchObject({
      accounts: [],
      takeOverCoreRoute: true,
      processing: { concurrency: 4 },
      notifications: { enabled: true },
    }),
  )

  it("takes risk rules one by one, generous by default and off where they are false", () =>
    expect(parseOptions({ risk: { repeatedFailures: { count: 3, action: "review" }, review: false } }).risk).toEqual({
      repeatedFailures: { count: 3, withinMinutes: 60, action: "review" },
      sharedPaymentMethod: { carts: 10, withinMinutes: 1440, action: "flag" },
      earlyFraudWarning: "flag",
      review: false,
    }))

  it("keeps the figures closed unless there is a token, and takes none that could be guessed", () => {
    expect(parseOptions({}).metrics).toEqual({})
    expect(parseOptions({ metrics: { token: "0123456789abcdef" } }).metrics).toEqual({ token: "0123456789abcdef" })
    expect(messageOf({ metrics: { token: "short" } })).toMatch(/option metrics\.token: must have 16 characters or more/)
    expect(messageOf({ metrics: { token: "sixteen and more letters" } })).toMatch(
      /option metrics\.token: must be printable ASCII/,
    )
  })

  it.each([4, 8])("leaves eight connections beside %i payments under work", (concurrency) => {
    expect(messageOf({ processing: { concurrency }, databasePoolSize: concurrency + 7 })).toContain(`${concurrency + 8} or more`)
    expect(parseOptions({ processing: { concurrency } }).databasePoolSize).toBe(concurrency + 8)
    expect(parseOptions({ processing: { concurrency }, databasePoolSize: concurrency + 8 }).databasePoolSize).toBe(
      concurrency + 8,
    )
  })

  it("keeps finished rows for as long as configured, and never shorter than a provider redelivers", () => {
    expect(parseOptions({ retention: { webhookEventDays: 35, notificationDays: false } }).retention).toEqual({
      webhookEventDays: 35,
      notificationDays: false,
      reconciliationDays: 90,
      deliveryDays: 30,
    })
    expect(messageOf({ retention: { webhookEventDays: 34 } })).toContain("option retention.webhookEventDays")
  })

  it("reminds of disputes three days and one day before their deadline, unless configured otherwise", () => {
    expect(parseOptions({}).disputes).toEqual({ remindBeforeHours: [72, 24] })
    expect(parseOptions({ disputes: { remindBeforeHours: [6, 48, 6] } }).disputes).toEqual({ remindBeforeHours: [48, 6] })
  })

  it("parses the options of each account's provider", () => {
    const { accounts } = parseOptions({ accounts: [stripe] })
    expect(accounts).toEqual([
      expect.objectContaining({ id: "stripe", options: { signingSecrets: ["whsec_abc"], toleranceSeconds: 300 } }),
    ])
  })

  it("takes two accounts of one provider", () => {
    const { accounts } = parseOptions({ accounts: [stripe, { ...stripe, id: "stripe-eu" }] })
    expect(accounts.map(({ id }) => id)).toEqual(["stripe", "stripe-eu"])
  })

  it("passes over the database settings that Medusa adds", () =>
    expect(parseOptions({ database: { clientUrl: "postgres://" } })).not.toHaveProperty("database"))

  it.each<[string, unknown, RegExp]>([
    ["an unknown option", { acounts: [] }, /"acounts"/],
    ["an account id that is no URL segment", withAccount({ id: "a/b" }), /option accounts\[0\]\.id: must be 1 to 64 letters/],
    [
      "an account id used twice",
      { accounts: [stripe, stripe] },
      /option accounts\[1\]\.id: "stripe" is used twice; give each account its own id/,
    ],
    [
      "an unknown provider",
      withAccount({ provider: "strype" }),
      /option accounts\[0\]\.provider: "strype" is not a known provider; use one of stripe, standard-webhooks, hmac, medusa/,
    ],
    ["a provider named like a method", withAccount({ provider: "constructor" }), /not a known provider/],
    [
      "a payment provider without its prefix",
      withAccount({ paymentProviders: ["stripe"] }),
      /option accounts\[0\]\.paymentProviders\[0\]: must start with "pp_"/,
    ],
    ["an unknown mode", withAccount({ mode: "sandbox" }), /option accounts\[0\]\.mode: .*"live"\|"test"/],
    ["no concurrency", { processing: { concurrency: 0 } }, /option processing\.concurrency: .*>=1/],
  ])("names %s", (_what, options, message) => expect(messageOf(options)).toMatch(message))

  it("names every wrong option at once", () => {
    const message = messageOf({ accounts: [{ ...stripe, mode: "x" }], processing: { concurrency: 0 }, takeOverCoreRoute: "yes" })
    for (const option of ["accounts[0].mode", "processing.concurrency", "takeOverCoreRoute"])
      expect(message).toContain(`option ${option}: `)
  })
})

describe("the providers' options", () => {
  it.each<[string, unknown, RegExp]>([
    [
      "missing",
      provided("stripe", undefined),
      /option accounts\[0\]\.options\.signingSecrets: give a list with at least one secret/,
    ],
    [
      "an empty list",
      provided("stripe", { signingSecrets: [] }),
      /options\.signingSecrets: give a list with at least one secret/,
    ],
    ["text instead of a list", provided("stripe", { signingSecrets: "whsec_abc" }), /options\.signingSecrets: give a list/],
    [
      "an unset variable",
      provided("stripe", { signingSecrets: [undefined] }),
      /options\.signingSecrets\[0\]: must be text; is the environment variable set\?/,
    ],
    ["an empty variable", provided("stripe", { signingSecrets: [""] }), /options\.signingSecrets\[0\]: is empty/],
    [
      "an API key",
      provided("stripe", { signingSecrets: ["sk_test_1"] }),
      /options\.signingSecrets\[0\]: must be the endpoint's signing secret, which starts with "whsec_"/,
    ],
    [
      "the prefix alone",
      provided("stripe", { signingSecrets: ["whsec_"] }),
      /options\.signingSecrets\[0\]: must be the endpoint's signing secret/,
    ],
    [
      "a pasted line feed",
      provided("stripe", { signingSecrets: ["whsec_abc\n"] }),
      /options\.signingSecrets\[0\]: begins or ends with white space/,
    ],
    [
      "a misspelt name",
      provided("stripe", { signingSecret: ["whsec_abc"] }),
      /"signingSecret" is not an option here; use signingSecrets, toleranceSeconds/,
    ],
    [
      "no tolerance",
      provided("stripe", { signingSecrets: ["whsec_abc"], toleranceSeconds: 0 }),
      /options\.toleranceSeconds: .*cannot be switched off/,
    ],
    [
      "half a second",
      provided("stripe", { signingSecrets: ["whsec_abc"], toleranceSeconds: 0.5 }),
      /options\.toleranceSeconds: must be a whole number/,
    ],
    [
      "no prefix",
      provided("standard-webhooks", { secrets: ["c2VjcmV0"] }),
      /options\.secrets\[0\]: must start with "whsec_".* or "whpk_"/,
    ],
    [
      "broken base64",
      provided("standard-webhooks", { secrets: ["whsec_a"] }),
      /options\.secrets\[0\]: is not base64 after "whsec_"/,
    ],
    [
      "a short secret",
      provided("standard-webhooks", { secrets: ["whsec_c2VjcmV0"] }),
      /options\.secrets\[0\]: is too short; use a secret of 24 bytes or more/,
    ],
    [
      "a short public key",
      provided("standard-webhooks", { secrets: ["whpk_c2VjcmV0"] }),
      /options\.secrets\[0\]: must hold 32 bytes/,
    ],
    ["no keys", provided("hmac", {}), /options\.keys: give a list with at least one key/],
    [
      "a key without secrets",
      provided("hmac", { keys: [{ id: "a", secrets: [] }] }),
      /options\.keys\[0\]\.secrets: give a list with at least one secret/,
    ],
    [
      "a key id with a space",
      provided("hmac", { keys: [{ id: "a b", secrets: ["x"] }] }),
      /options\.keys\[0\]\.id: must be 1 to 255 visible ASCII/,
    ],
    [
      "a key id twice",
      provided("hmac", {
        keys: [
          { id: "a", secrets: ["x"] },
          { id: "a", secrets: ["y"] },
        ],
      }),
      /options\.keys: holds one key id twice; put both secrets under one id/,
    ],
    [
      "a header with a colon",
      provided("hmac", { keys: [{ id: "a", secrets: ["x"] }], timestamp: { header: "x:" } }),
      /options\.timestamp\.header: must be a header name/,
    ],
    ["no payment provider", provided("medusa", {}), /options\.paymentProvider: must be the id of a Medusa payment provider/],
  ])("name %s and say how to mend it", (_what, options, message) => expect(messageOf(options)).toMatch(message))

  it.each([
    provided("stripe", { signingSecrets: ["TOPSECRET", " TOPSECRET", ["TOPSECRET"], { TOPSECRET: 1 }] }),
    provided("stripe", { signingSecrets: { value: "TOPSECRET" } }),
    provided("standard-webhooks", { secrets: ["TOPSECRET", "whsec_TOPSECRET", "whpk_TOPSECRET", "whsec_TOPSECRET==="] }),
    provided("hmac", {
      keys: [
        { id: "a", secrets: [" TOPSECRET"] },
        { id: "TOP SECRET", secrets: "TOPSECRET" },
      ],
    }),
    provided("medusa", { paymentProvider: "TOP SECRET" }),
    { accounts: [{ ...stripe, mode: "TOPSECRET", id: "TOP SECRET" }] },
  ])("never echo a value (%#)", (options) => expect(messageOf(options)).not.toMatch(/TOP ?SECRET/))
})
