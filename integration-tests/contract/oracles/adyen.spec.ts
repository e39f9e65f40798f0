import { hmacValidator } from "@adyen/api-library"
import fc from "fast-check"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { MalformedPayloadError, SignatureVerificationError } from "../../../src/services/domain/errors"
import { adyen as harness, adyenPlatform } from "../harnesses/adyen"
import { contextOf, requestOf, providerOf } from "../support/call"

const sdk = new hmacValidator()
const key = harness.secrets.current

/** An item as loosely as JSON may hold it; the library's own types promise more than it checks. */
type Item = Record<string, unknown> & { readonly additionalData?: Record<string, unknown> }
type LibraryItem = Parameters<typeof sdk.validateHMAC>[0]

const signature = (item: Item): string => sdk.calculateHmac(item as unknown as LibraryItem, key)
const signed = (item: Item): Item => ({ ...item, additionalData: { hmacSignature: signature(item) } })

function sdkAccepts(item: Item, hmacKey = key): boolean {
  try {
    return sdk.validateHMAC(item as unknown as LibraryItem, hmacKey)
  } catch {
    return false
  }
}

async function accepts(body: Buffer, headers: Record<string, string>, of = harness): Promise<boolean> {
  try {
    await providerOf(of).verify(requestOf(body, headers), contextOf(of))
    return true
  } catch (error) {
    expect([MalformedPayloadError, SignatureVerificationError].some((kind) => error instanceof kind)).toBe(true)
    return false
  }
}

const weAccept = (...items: Item[]): Promise<boolean> => {
  const notificationItems = items.map((item) => ({ NotificationRequestItem: item }))
  return accepts(Buffer.from(JSON.stringify({ live: "false", notificationItems })), {})
}

const genuine: Item = {
  pspReference: "QZ8VWXK4NMJ2LP65",
  originalReference: "",
  merchantAccountCode: "FernAndMoss_ECOM",
  merchantReference: "order:7:A",
  amount: { value: 2495, currency: "EUR" },
  eventCode: "AUTHORISATION",
  success: "true",
}

const word = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/)
const anItem: fc.Arbitrary<Item> = fc.record({
  pspReference: word,
  originalReference: fc.oneof(word, fc.constant("")),
  merchantAccountCode: word,
  merchantReference: fc.oneof(word, fc.stringMatching(/^[ -~äöü€😀]{1,80}$/u), fc.constant("")),
  amount: fc.record({ value: fc.oneof(fc.maxSafeInteger(), fc.nat()), currency: fc.constantFrom("EUR", "JPY", "KWD") }),
  eventCode: fc.constantFrom("AUTHORISATION", "CAPTURE", "REFUND", "REPORT_AVAILABLE"),
  success: fc.constantFrom("true", "false"),
})

describe("against Adyen's own library", () => {
  it("agrees on the item and the key that Adyen's documentation publishes", async () => {
    const published = {
      pspReference: "7914073381342284",
      originalReference: "",
      merchantAccountCode: "TestMerchant",
      merchantReference: "TestPayment-1407325143704",
      amount: { value: 1130, currency: "EUR" },
      eventCode: "AUTHORISATION",
      success: "true",
      additionalData: { hmacSignature: "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=" },
    }
    const hmacKey = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"
    const body = Buffer.from(JSON.stringify({ live: "false", notificationItems: [{ NotificationRequestItem: published }] }))
    expect(sdkAccepts(published, hmacKey)).toBe(true)
    await expect(providerOf(harness).verify(requestOf(body, {}), contextOf(harness, [hmacKey]))).resolves.toBeUndefined()
    expect(await weAccept(published)).toBe(false)
  })

  it("accepts the items it signs, whatever they are", () =>
    assertProperty(
      fc.asyncProperty(anItem, async (item) => {
        expect(await weAccept(signed(item))).toBe(true)
      }),
    ))

  it.each([
    ["without originalReference", { ...genuine, originalReference: undefined }],
    ["with originalReference null", { ...genuine, originalReference: null }],
    ["without merchantReference", { ...genuine, merchantReference: undefined }],
  ])("signs absent fields as empty, as it does: an item %s", async (_what, item) => {
    expect(await weAccept(signed(item))).toBe(true)
    expect(sdkAccepts(signed(item))).toBe(true)
  })

  it("rejects whatever it rejects", () => {
    const part = fc.constantFrom("A", "B", "A:B", ":", "", "true", "2495", "AUTHORISATION")
    const change = fc.record(
      {
        pspReference: part,
        originalReference: fc.oneof(part, fc.constant(null)),
        merchantAccountCode: part,
        merchantReference: part,
        amount: fc.record({ value: fc.oneof(part, fc.nat()), currency: fc.constantFrom("EUR", "", "CHF") }),
        eventCode: part,
        success: fc.oneof(part, fc.boolean()),
        additionalData: fc.record({ hmacSignature: fc.oneof(part, fc.constant(signature(genuine))) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    )
    return assertProperty(
      fc.asyncProperty(change, async (changed) => {
        const item: Item = { ...signed(genuine), ...changed }
        if (await weAccept(item)) expect(sdkAccepts(item)).toBe(true)
      }),
      { examples: [[{}]] },
    )
  })

  it("agrees on the header of platform webhooks, over any bytes", () =>
    assertProperty(
      fc.asyncProperty(fc.string(), async (text) => {
        const hmacsignature = sdk.calculateHmac(text, key)
        expect(sdk.validateHMACSignature(key, hmacsignature, text)).toBe(true)
        expect(await accepts(Buffer.from(text), { hmacsignature }, adyenPlatform)).toBe(true)
        const edited = `${text} `
        expect(sdk.validateHMACSignature(key, hmacsignature, edited)).toBe(false)
        expect(await accepts(Buffer.from(edited), { hmacsignature }, adyenPlatform)).toBe(false)
      }),
    ))
})

describe("stricter than Adyen's own library", () => {
  const stricter = async (item: Item) => {
    expect(sdkAccepts(item)).toBe(true)
    expect(await weAccept(item)).toBe(false)
  }
  const { additionalData } = signed(genuine)

  it.each<[string, Item]>([
    ["the account's code", { merchantAccountCode: "FernAndMoss_ECOM:order", merchantReference: "7:A" }],
    [
      "the original reference",
      { originalReference: ":FernAndMoss_ECOM", merchantAccountCode: "order", merchantReference: "7:A" },
    ],
    [
      "all of the references",
      {
        pspReference: "QZ8VWXK4NMJ2LP65:",
        originalReference: "FernAndMoss_ECOM",
        merchantAccountCode: "order",
        merchantReference: "7:A",
      },
    ],
    ["the amount", { merchantReference: "order:7", amount: { value: "A:2495", currency: "EUR" } }],
    ["the currency", { merchantReference: "order:7", amount: { value: "A", currency: "2495:EUR" } }],
    [
      "the event code",
      { merchantReference: "order:7", amount: { value: "A", currency: "2495" }, eventCode: "EUR:AUTHORISATION" },
    ],
  ])("refuses a genuine signature under which a colon has moved into %s", (_what, moved) =>
    stricter({ ...genuine, ...moved, additionalData }),
  )

  it("refuses text that is ambiguous in UTF-8: all lone surrogates are signed alike", async () => {
    const forged = { ...genuine, merchantReference: "order \ud800" }
    const replaced = signed({ ...genuine, merchantReference: "order \ufffd" })
    await stricter({ ...forged, additionalData: replaced.additionalData })
  })

  it.each<[string, Item]>([
    ["a boolean for success", { success: true }],
    ["an amount in text", { amount: { value: "2495", currency: "EUR" } }],
    ["a reference in a list", { pspReference: ["QZ8VWXK4NMJ2LP65"] }],
  ])("refuses %s, which joins to the same text", (_what, other) => stricter({ ...genuine, ...other, additionalData }))

  it.each([
    ["with a line break in it", (base64: string) => `${base64.slice(0, 20)}\n${base64.slice(20)}`],
    ["with garbage behind it", (base64: string) => `${base64}!!`],
    ["without its padding", (base64: string) => base64.replace(/=+$/, "")],
    ["in the URL's alphabet", (base64: string) => base64.replaceAll("+", "-").replaceAll("/", "_").replace("=", "")],
  ])("refuses a signature %s: signed text has one spelling only", (_what, change) =>
    stricter({ ...genuine, additionalData: { hmacSignature: change(signature(genuine)) } }),
  )

  it("takes no key that was pasted badly: there, everything behind the first bad digit is cut off, and an empty key signs", () => {
    const empty = {
      ...genuine,
      additionalData: { hmacSignature: sdk.calculateHmac(genuine as unknown as LibraryItem, "not hex") },
    }
    expect(sdkAccepts(empty, "also not hex")).toBe(true)
    const options = (hmacKey: string) => providerOf(harness).options.safeParse(harness.options([hmacKey])).success
    expect(options(key)).toBe(true)
    for (const bad of ["not hex", "", key.slice(2), `${key}00`, `${key.slice(0, -1)}g`]) expect(options(bad)).toBe(false)
  })

  it("checks the header against the bytes: there, text is signed, and bytes that are no UTF-8 all become one character", async () => {
    const text = '{"type":"merchant.created","reference":"\ufffd"}'
    const hmacsignature = sdk.calculateHmac(text, key)
    const swapped = Buffer.from(Buffer.from(text).toString("latin1").replace("\xef\xbf\xbd", "\xff"), "latin1")
    expect(sdk.validateHMACSignature(key, hmacsignature, swapped.toString())).toBe(true)
    expect(await accepts(swapped, { hmacsignature }, adyenPlatform)).toBe(false)
  })

  it("refuses a batch for one bad item, wherever it stands", async () => {
    const other = signed({ ...genuine, pspReference: "R29VWXK4NMJ2LP65" })
    const bad = { ...other, success: "false" }
    expect(await weAccept(signed(genuine), other)).toBe(true)
    expect(await weAccept(signed(genuine), bad)).toBe(false)
    expect(await weAccept(bad, signed(genuine))).toBe(false)
  })
})
