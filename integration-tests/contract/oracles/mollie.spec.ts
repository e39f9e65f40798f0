import { SignatureVerificationError } from "../../../src/services/domain/errors"
import { mollie as harness } from "../harnesses/mollie"
import { contextOf, requestOf, providerOf } from "../support/call"

/**
 * Mollie's own Node library verifies nothing, so these vectors are the independent check. Made by `printf '%s' '<body>' | openssl
 * dgst -sha256 -hmac '<secret>'`; the third body is the two bytes ff fe.
 */
const BODY = '{"resource":"event","id":"event_1","type":"payment.paid"}'
const VECTORS: readonly (readonly [string, Buffer, string, string])[] = [
  ["an event", Buffer.from(BODY), "current-secret", "0f5278f5a9da228dc76da2950291824aeeb51706d434199c1e69987f96f76775"],
  ["a secret beyond ASCII", Buffer.from(BODY), "geheim €", "e670612a1ea1d90d5e3d3e011e1569ffaa7be4be0e1b7c124a5d9c0e3fa0eb47"],
  [
    "bytes that are no UTF-8",
    Buffer.from([0xff, 0xfe]),
    "current-secret",
    "8d7ee7a126ccaff308ae85f07dfe47821704a6e5f9d97afff8a1196dc6ba12dc",
  ],
]

async function accepts(bytes: Buffer, header: string | undefined, secrets: readonly string[]): Promise<boolean> {
  const headers: Record<string, string> = header === undefined ? {} : { "x-mollie-signature": header }
  try {
    await providerOf(harness).verify(requestOf(bytes, headers), contextOf(harness, secrets))
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureVerificationError)
    return false
  }
}

describe.each(VECTORS)("openssl's signature of %s", (_what, bytes, secret, hex) => {
  it("is accepted with Mollie's prefix, and without it as in Mollie's libraries", async () => {
    expect(await accepts(bytes, `sha256=${hex}`, [secret])).toBe(true)
    expect(await accepts(bytes, hex, [secret])).toBe(true)
  })

  it.each([
    ["another secret", (value: string) => value, ["another"]],
    ["upper-case hex", (value: string) => value.toUpperCase(), undefined],
    ["another scheme", (value: string) => `sha512=${value}`, undefined],
    ["the prefix twice", (value: string) => `sha256=sha256=${value}`, undefined],
    ["a prefix in capitals", (value: string) => `SHA256=${value}`, undefined],
    ["a digit less", (value: string) => `sha256=${value.slice(1)}`, undefined],
    ["a digit more", (value: string) => `sha256=${value}0`, undefined],
    ["white space around it", (value: string) => ` sha256=${value} `, undefined],
    ["no signature after the prefix", () => "sha256=", undefined],
    ["no header", () => undefined, undefined],
  ] as const)("is refused with %s", async (_why, change, secrets) => {
    expect(await accepts(bytes, change(hex), secrets ?? [secret])).toBe(false)
  })

  it("does not sign one byte more or less", async () => {
    expect(await accepts(Buffer.concat([bytes, Buffer.from(" ")]), `sha256=${hex}`, [secret])).toBe(false)
    expect(await accepts(bytes.subarray(1), `sha256=${hex}`, [secret])).toBe(false)
  })
})

describe("a rotation, during which Mollie sends the header twice", () => {
  const [, bytes, secret, genuine] = VECTORS[0] ?? ["", Buffer.alloc(0), "", ""]
  const other = "0".repeat(64)

  it.each([
    ["the genuine one first", `sha256=${genuine}, sha256=${other}`],
    ["the genuine one last", `sha256=${other}, sha256=${genuine}`],
    ["joined without a space", `sha256=${other},sha256=${genuine}`],
    ["one with the prefix, one without", `${other}, sha256=${genuine}`],
  ])("is accepted with %s", async (_what, header) => expect(await accepts(bytes, header, [secret])).toBe(true))

  it.each([
    ["the same one twice, which is a proxy's doing", `sha256=${genuine}, sha256=${genuine}`],
    ["the same one twice, once without the prefix", `sha256=${genuine}, ${genuine}`],
    ["three", `sha256=${genuine}, sha256=${other}, sha256=${"1".repeat(64)}`],
    ["one that is no signature", `sha256=${genuine}, x`],
    ["an empty one", `sha256=${genuine}, `],
    ["none of ours", `sha256=${other}, sha256=${"1".repeat(64)}`],
  ])("is refused with %s", async (_what, header) => expect(await accepts(bytes, header, [secret])).toBe(false))
})
