import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { decodeBase64, decodeHex } from "../decode"

describe("decodeHex", () => {
  it("reads hex that Buffer writes", () =>
    assertProperty(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const buffer = Buffer.from(bytes)
        expect(decodeHex(buffer.toString("hex"), bytes.length)).toEqual(buffer)
      }),
    ))

  it.each([
    ["a bad character at the end, which Buffer.from drops", "aabbccdg", 4],
    ["a bad character in front", "zabbccdd", 4],
    ["an odd digit", "aabbccd", 3],
    ["too few bytes", "aabbcc", 4],
    ["too many bytes", "aabbccddee", 4],
    ["upper case", "AABBCCDD", 4],
    ["a line feed after it", "aabbccdd\n", 4],
    ["a prefix", "0xaabbcc", 4],
    ["nothing", "", 4],
  ])("refuses %s", (_what, text, bytes) => expect(decodeHex(text, bytes)).toBeUndefined())
})

describe("decodeBase64", () => {
  it("reads base64 that Buffer writes", () =>
    assertProperty(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const buffer = Buffer.from(bytes)
        expect(decodeBase64(buffer.toString("base64"))).toEqual(buffer)
      }),
    ))

  it.each([
    ["garbage in between, which Buffer.from skips", "aGVs bG8="],
    ["garbage at the end", "aGVsbG8=!"],
    ["missing padding", "aGVsbG8"],
    ["padding in front", "=aGVsbG8"],
    ["too much padding", "aGVsbG8=="],
    ["stray bits before the padding", "aGVsbG9="],
    ["the URL-safe alphabet", "-_-_"],
    ["a line feed after it", "aGVsbG8=\n"],
  ])("refuses %s", (_what, text) => expect(decodeBase64(text)).toBeUndefined())
})
