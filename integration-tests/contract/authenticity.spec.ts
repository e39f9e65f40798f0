import { MalformedPayloadError, SignatureVerificationError } from "../../src/services/domain/errors"
import { everyHarness } from "./harnesses"
import { contextOf, read, requestOf, providerOf, secondsFromNow, signed } from "./support/call"
import { expectRefused, rejection } from "./support/expect-error"
import { fixture } from "./support/fixtures"

describe.each(everyHarness)("%s", (_name, harness) => {
  const content = fixture(harness.provider, "captured")
  const { rawBody: body } = signed(harness, content)
  // One context for every request, as a store has one for an account: to read its keys anew takes longer than the rest of the
  // test.
  const own = contextOf(harness)
  const verify = (request: ReturnType<typeof requestOf>, context = own) => providerOf(harness).verify(request, context)
  const readOwn = (request: ReturnType<typeof requestOf>) => read(harness, request, own)
  const refused = (request: ReturnType<typeof requestOf>, context = own) =>
    expectRefused(verify(request, context), SignatureVerificationError)

  it("accepts signed bytes", async () => {
    await expect(verify(signed(harness, content))).resolves.toBeUndefined()
    expect(await readOwn(signed(harness, content))).toHaveLength(1)
  })

  it("refuses the bytes with any one bit flipped", async () => {
    const { headers } = signed(harness, content)
    const signedPart = harness.signedPart?.(body)
    for (let index = 0; index < body.length; index++) {
      const flipped = Buffer.from(body)
      flipped[index] = (flipped[index] ?? 0) ^ 1
      const error = await verify(requestOf(flipped, headers)).catch((error: unknown) => error)
      if (error === undefined && harness.signedPart) {
        // The provider does not sign this byte; the signed bytes must be unchanged.
        expect(harness.signedPart(flipped)).toEqual(signedPart)
        continue
      }
      // A provider that delegates has to parse before its signature is verified, as core does; so has one whose signature is in
      // the body.
      const parsesFirst = harness.builds || (harness.reader && !isJson(flipped))
      const kinds = parsesFirst ? [MalformedPayloadError, SignatureVerificationError] : [SignatureVerificationError]
      expect(kinds.some((kind) => error instanceof kind)).toBe(true)
    }
  })

  if (!harness.builds) {
    it("refuses the same JSON with other spacing", async () => {
      const compact = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
      expect(compact.equals(body)).toBe(false)
      await refused(requestOf(compact, signed(harness, content).headers))
    })
  }

  it("refuses another's secret", async () => {
    await refused(signed(harness, content, harness.secrets.stranger))
  })

  it("accepts the old and the new secret during a rotation, and the old one no longer after it", async () => {
    const rotating = contextOf(harness, [harness.secrets.current, harness.secrets.previous])
    await verify(signed(harness, content, harness.secrets.current), rotating)
    await verify(signed(harness, content, harness.secrets.previous), rotating)
    await refused(signed(harness, content, harness.secrets.stranger), rotating)
    await refused(signed(harness, content, harness.secrets.previous))
  })

  for (const header of harness.signatureHeaders)
    describe(`the ${header} header`, () => {
      const withHeader = (change: (value: string) => string | undefined) => {
        const { [header]: value = "", ...others } = signed(harness, content).headers
        const changed = change(value)
        return requestOf(body, changed === undefined ? others : { ...others, [header]: changed })
      }

      it("must be there", () => refused(withHeader(() => undefined)))
      it("must not be empty", () => refused(withHeader(() => "")))
      it("must not be doubled", () => refused(withHeader((value) => `${value}, ${value}`)))
      it("must not be doubled, the genuine one first", () => refused(withHeader((value) => `${value}, x`)))
      it("must not be doubled, the genuine one last", () => refused(withHeader((value) => `x, ${value}`)))
      it("must not be inherited from Object.prototype", () => {
        const { [header]: value, ...others } = signed(harness, content).headers
        return refused(requestOf(body, Object.assign(Object.create({ [header]: value }) as Record<string, string>, others)))
      })
    })

  const tolerance = harness.toleranceSeconds
  if (tolerance !== undefined) {
    it(`accepts signatures of ${tolerance} seconds ago or ahead`, async () => {
      await verify(signed(harness, content, harness.secrets.current, secondsFromNow(-tolerance)))
      await verify(signed(harness, content, harness.secrets.current, secondsFromNow(tolerance)))
    })
    it("refuses a signature a second earlier than that", () =>
      refused(signed(harness, content, harness.secrets.current, secondsFromNow(-tolerance - 1))))
    it("refuses a signature a second later than that", () =>
      refused(signed(harness, content, harness.secrets.current, secondsFromNow(tolerance + 1))))
  }

  it("throws MalformedPayloadError for signed bytes that end anywhere too early", async () => {
    for (let length = 1; length < content.length; length++) {
      const error = await rejection(readOwn(signed(harness, content.subarray(0, length))))
      // Content that cannot be built into a body cannot be signed in it either.
      const kinds = harness.builds ? [MalformedPayloadError, SignatureVerificationError] : [MalformedPayloadError]
      expect(kinds.some((kind) => error instanceof kind)).toBe(true)
    }
  })

  it.each(["", "null", "[]", '"text"', "7", "{}", "\uFEFF", "[".repeat(100_000), "\0"])(
    "refuses the signed body %j",
    async (text) => {
      const error = await rejection(readOwn(signed(harness, Buffer.from(text))))
      expect(error).toHaveProperty("code", expect.stringMatching(/^(malformed_payload|signature_verification_failed)$/))
    },
  )

  if (!harness.builds) {
    it("refuses signed bytes that are no UTF-8", async () => {
      const invalid = Buffer.from(content)
      invalid[content.indexOf("_") + 1] = 0xff
      await expectRefused(readOwn(signed(harness, invalid)), MalformedPayloadError)
    })
  } else {
    it("refuses a body that ends anywhere too early", async () => {
      const { headers } = signed(harness, content)
      for (let length = 0; length < body.length; length++) {
        const error = await rejection(readOwn(requestOf(body.subarray(0, length), headers)))
        expect(error).toHaveProperty("code", expect.stringMatching(/^(malformed_payload|signature_verification_failed)$/))
      }
    })
  }
})

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}
