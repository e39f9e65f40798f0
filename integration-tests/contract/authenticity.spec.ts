import { MalformedPayloadError, SignatureVerificationError } from "../../src/services/domain/errors"
import { everyHarness } from "./harnesses"
import { contextOf, read, requestOf, roomOf, secondsFromNow, signed } from "./support/call"
import { expectRefused, rejection } from "./support/expect-error"
import { fixture } from "./support/fixtures"

describe.each(everyHarness)("%s", (_name, harness) => {
  const body = fixture(harness.provider, "captured")
  const verify = (request: ReturnType<typeof requestOf>, context = contextOf(harness)) => roomOf(harness).verify(request, context)
  const refused = (request: ReturnType<typeof requestOf>, context = contextOf(harness)) =>
    expectRefused(verify(request, context), SignatureVerificationError)

  it("accepts signed bytes", async () => {
    await expect(verify(signed(harness, body))).resolves.toBeUndefined()
    expect(await read(harness, signed(harness, body))).toHaveLength(1)
  })

  it("refuses the bytes with any one bit flipped", async () => {
    const { headers } = signed(harness, body)
    for (let index = 0; index < body.length; index++) {
      const flipped = Buffer.from(body)
      flipped[index] = (flipped[index] ?? 0) ^ 1
      const error = await rejection(verify(requestOf(flipped, headers)))
      // A room that delegates has to parse before anybody verifies, as core does; broken JSON ends there.
      const kinds = harness.reader && !isJson(flipped) ? [MalformedPayloadError] : [SignatureVerificationError]
      expect(kinds.some((kind) => error instanceof kind)).toBe(true)
    }
  })

  it("refuses the same JSON with other spacing", async () => {
    const compact = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
    expect(compact.equals(body)).toBe(false)
    await refused(requestOf(compact, signed(harness, body).headers))
  })

  it("refuses another's secret", async () => {
    await refused(signed(harness, body, harness.secrets.stranger))
  })

  it("accepts the old and the new secret during a rotation, and the old one no longer after it", async () => {
    const rotating = contextOf(harness, [harness.secrets.current, harness.secrets.previous])
    await verify(signed(harness, body, harness.secrets.current), rotating)
    await verify(signed(harness, body, harness.secrets.previous), rotating)
    await refused(signed(harness, body, harness.secrets.stranger), rotating)
    await refused(signed(harness, body, harness.secrets.previous))
  })

  describe.each(harness.signatureHeaders)("the %s header", (header) => {
    const withHeader = (change: (value: string) => string | undefined) => {
      const { [header]: value = "", ...others } = signed(harness, body).headers
      const changed = change(value)
      return requestOf(body, changed === undefined ? others : { ...others, [header]: changed })
    }

    it("must be there", () => refused(withHeader(() => undefined)))
    it("must not be empty", () => refused(withHeader(() => "")))
    it("must not be doubled", () => refused(withHeader((value) => `${value}, ${value}`)))
    it("must not be doubled, the genuine one first", () => refused(withHeader((value) => `${value}, x`)))
    it("must not be doubled, the genuine one last", () => refused(withHeader((value) => `x, ${value}`)))
    it("must not be inherited from Object.prototype", () => {
      const { [header]: value, ...others } = signed(harness, body).headers
      return refused(requestOf(body, Object.assign(Object.create({ [header]: value }) as Record<string, string>, others)))
    })
  })

  const tolerance = harness.toleranceSeconds
  if (tolerance !== undefined) {
    it(`accepts what was signed ${tolerance} seconds ago or ahead`, async () => {
      await verify(signed(harness, body, harness.secrets.current, secondsFromNow(-tolerance)))
      await verify(signed(harness, body, harness.secrets.current, secondsFromNow(tolerance)))
    })
    it("refuses what was signed a second earlier than that", () =>
      refused(signed(harness, body, harness.secrets.current, secondsFromNow(-tolerance - 1))))
    it("refuses what was signed a second later than that", () =>
      refused(signed(harness, body, harness.secrets.current, secondsFromNow(tolerance + 1))))
  }

  it("throws MalformedPayloadError for signed bytes that end anywhere too early", async () => {
    for (let length = 1; length < body.length; length++) {
      await expectRefused(read(harness, signed(harness, body.subarray(0, length))), MalformedPayloadError)
    }
  })

  it.each(["", "null", "[]", '"text"', "7", "{}", "\uFEFF", "[".repeat(100_000), "\0"])(
    "refuses the signed body %j",
    async (text) => {
      const error = await rejection(read(harness, signed(harness, Buffer.from(text))))
      expect(error).toHaveProperty("code", expect.stringMatching(/^(malformed_payload|signature_verification_failed)$/))
    },
  )

  it("refuses signed bytes that are no UTF-8", async () => {
    const invalid = Buffer.from(body)
    invalid[body.indexOf("_") + 1] = 0xff
    await expectRefused(read(harness, signed(harness, invalid)), MalformedPayloadError)
  })
})

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}
