import fc from "fast-check"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { PaymentNotificationError, SignatureVerificationError } from "../../../src/services/domain/errors"
import type { Harness } from "../harnesses"
import { contextOf, read, requestOf, providerOf, signed } from "./call"
import { rejection } from "./expect-error"
import { fixture, fixtureNames } from "./fixtures"
import { readsOrRefuses } from "./reads-or-refuses"
import { replaceNth } from "./replace-nth"

/** One small change to a text or to bytes; positions are taken modulo the length. */
const edit = fc.record({
  kind: fc.constantFrom("replace", "insert", "delete"),
  at: fc.nat(),
  byte: fc.integer({ min: 0, max: 255 }),
})
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

function apply(bytes: Buffer, { kind, at, byte }: Edit): Buffer {
  const index = at % (kind === "insert" ? bytes.length + 1 : bytes.length)
  const after = kind === "insert" ? index : index + 1
  return Buffer.concat([bytes.subarray(0, index), Buffer.from(kind === "delete" ? [] : [byte]), bytes.subarray(after)])
}

/**
 * Tests providers against any input. Several files call it for some harnesses each, so that they run side by side: the 10,000
 * cases of a release, signed by RSA, take a minute.
 */
export function holdProperties(harnesses: readonly (readonly [string, Harness])[]): void {
  describe.each(harnesses)("%s", (_name, harness) => {
    const provider = providerOf(harness)
    const context = contextOf(harness)
    const genuine = signed(harness, fixture(harness.provider, "captured"))
    const body = genuine.rawBody

    it("accepts no edited body", () =>
      assertProperty(
        fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
          const edited = edits.reduce(apply, body)
          fc.pre(!edited.equals(body))
          const error = await provider.verify(requestOf(edited, genuine.headers), context).catch((error: unknown) => error)
          if (error === undefined && harness.signedPart)
            return expect(harness.signedPart(edited)).toEqual(harness.signedPart(body))
          expect(error).toBeInstanceOf(harness.reader || harness.builds ? PaymentNotificationError : SignatureVerificationError)
        }),
      ))

    const { signatureHeaders } = harness
    if (signatureHeaders.length)
      it("accepts no edited signature header", () =>
        assertProperty(
          fc.asyncProperty(
            fc.constantFrom(...signatureHeaders),
            fc.array(edit, { minLength: 1, maxLength: 3 }),
            async (header, edits) => {
              const value = Buffer.from(genuine.headers[header] ?? "", "latin1")
              const edited = edits.reduce(apply, value).toString("latin1")
              // The scheme and the hex digits of `Authorization: HMAC` may be written in either case; that is tested by itself.
              fc.pre(edited.toLowerCase() !== value.toString("latin1").toLowerCase())
              const error = await rejection(provider.verify(requestOf(body, { ...genuine.headers, [header]: edited }), context))
              expect(error).toBeInstanceOf(SignatureVerificationError)
            },
          ),
        ))

    it("throws nothing but its own errors, whatever arrives unsigned", () =>
      assertProperty(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), anyHeaders(harness.signatureHeaders), async (bytes, headers) => {
          const error = await rejection(read(harness, requestOf(Buffer.from(bytes), headers), context))
          expect(error).toBeInstanceOf(PaymentNotificationError)
        }),
      ))

    it("reads signed bytes of any kind, or refuses them as malformed", () =>
      assertProperty(fc.asyncProperty(anyBody(harness.provider), (bytes) => readsOrRefuses(harness, bytes, context))))

    it("refuses or takes options of any kind, and never throws on them", () =>
      assertProperty(
        fc.property(fc.anything(), (options) => {
          provider.options.safeParse(options)
        }),
      ))
  })
}

/** Header values from noise to nearly right. */
function anyHeaders(names: readonly string[]): fc.Arbitrary<Record<string, string>> {
  const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEF"), minLength: 60, maxLength: 66 })
  const value = fc.oneof(
    fc.string({ unit: "binary-ascii" }),
    fc.string({ unit: "binary" }),
    hex,
    hex.map((text) => `t=1748779200,v1=${text}`),
    hex.map((text) => `HMAC shop:1:${text}`),
    fc.uint8Array({ minLength: 30, maxLength: 66 }).map((bytes) => `v1,${Buffer.from(bytes).toString("base64")}`),
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => `v1a,${Buffer.from(bytes).toString("base64")}`),
    fc.constantFrom("1748779200", "1748779200.0", " 1748779200", "1e9", "-1", "0x10", "9".repeat(400)),
  )
  const named = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] })
  const contentType = fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain", "")
  return fc.tuple(named, contentType).map(([headers, type]) => ({ ...headers, "content-type": type }))
}

/** Bodies from noise to a recorded one in which any one value, at any depth, is replaced. */
function anyBody(provider: string): fc.Arbitrary<Buffer> {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      "",
      "\0",
      "\ud800",
      -1,
      0.5,
      1e21,
      "1".repeat(300),
      null,
      [],
      {},
      { id: "x" },
      true,
      "9".repeat(19),
      {
        // It cannot be converted to text.
        toString: 1,
        valueOf: 1,
      },
    ),
  )
  const recorded = fixtureNames(provider).map((name) => JSON.parse(fixture(provider, name).toString()) as unknown)
  const altered = fc
    .tuple(fc.constantFrom(...recorded), fc.nat(), odd)
    .map(([value, at, replacement]) => replaceNth(value, at, replacement))
  const toBytes = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "")
  return fc.oneof(
    { weight: 6, arbitrary: altered.map(toBytes) },
    { weight: 1, arbitrary: fc.jsonValue().map(toBytes) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)) },
  )
}
