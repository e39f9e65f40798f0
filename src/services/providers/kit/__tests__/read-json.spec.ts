import { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../../domain/errors"
import { isJsonObject, peekJson, readJson, requireShape } from "../read-json"

const nested = (levels: number) => Buffer.from(`${"[".repeat(levels)}${"]".repeat(levels)}`)

describe("readJson", () => {
  it("reads UTF-8 JSON, a byte order mark included", () => expect(readJson(Buffer.from('\uFEFF{"a":"ü"}'))).toEqual({ a: "ü" }))

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["half of it", Buffer.from('{"a":')],
    ["Latin-1", Buffer.from('{"a":"ü"}', "latin1")],
    ["UTF-16", Buffer.from('{"a":1}', "utf16le")],
  ])("refuses %s", (_what, bytes) => expect(() => readJson(bytes)).toThrow(MalformedPayloadError))

  it("reads 64 levels and refuses more, which could overflow the stack when stored", () => {
    expect(() => readJson(nested(64))).not.toThrow()
    expect(() => readJson(nested(66))).toThrow(/nested deeper than 64 levels/)
    expect(() => readJson(nested(1_000_000))).toThrow(MalformedPayloadError)
  })
})

describe("peekJson", () => {
  it("reads the same at any depth", () => {
    expect(peekJson(Buffer.from('\uFEFF{"a":"ü"}'))).toEqual({ a: "ü" })
    expect(() => peekJson(nested(66))).not.toThrow()
  })

  it("refuses bytes that are no JSON in UTF-8", () => {
    expect(() => peekJson(Buffer.from('{"a":'))).toThrow(MalformedPayloadError)
    expect(() => peekJson(Buffer.from('{"a":"ü"}', "latin1"))).toThrow(MalformedPayloadError)
  })
})

describe("isJsonObject", () => {
  it.each([{}, { a: 1 }])("is true for %j", (value) => expect(isJsonObject(value)).toBe(true))
  it.each([null, undefined, [], "text", 7, true])("is false for %j", (value) => expect(isJsonObject(value)).toBe(false))
})

describe("requireShape", () => {
  it("names every wrong field, and the text that it is in", () => {
    const schema = z.object({ a: z.object({ b: z.string() }), c: z.number() })
    expect(() => requireShape(schema, { a: { b: 1 } }, "the answer")).toThrow(/^the answer .*a\.b: .*; c: /)
    expect(() => requireShape(schema, 1)).toThrow(/the body: /)
  })
})
