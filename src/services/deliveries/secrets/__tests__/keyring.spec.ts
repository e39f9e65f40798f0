import { randomBytes } from "node:crypto"
import fc from "fast-check"
import { assertProperty } from "../../../../__tests__/assert-property"
import { encryptionKeys } from "../encryption-keys"
import { Keyring, type SealedPlace } from "../keyring"
import { SealedTextError } from "../sealed-text-error"

const key = () => randomBytes(32).toString("base64")
const keyring = (...keys: string[]) => new Keyring(encryptionKeys.parse(keys))

const OLD = key()
const NEW = key()
const place: SealedPlace = { destinationId: "dest_1", field: "secrets" }

it("opens what it sealed, and never seals alike twice", () => {
  assertProperty(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, destinationId) => {
      const at = { destinationId, field: "config" } as const
      expect(keyring(OLD).open(keyring(OLD).seal(text, at), at)).toBe(text)
    }),
  )
  expect(keyring(OLD).seal("a", place)).not.toBe(keyring(OLD).seal("a", place))
})

it("seals with the first key and opens with all of them", () => {
  const old = keyring(OLD).seal("whsec_a", place)
  const both = keyring(NEW, OLD)

  expect(both.open(old, place)).toBe("whsec_a")
  expect([both.isCurrent(old), both.isCurrent(both.seal("whsec_a", place))]).toEqual([false, true])
  expect(keyring(NEW).open(both.seal("whsec_a", place), place)).toBe("whsec_a")
})

it("says which key a text was sealed with when that is not configured", () => {
  const sealed = keyring(OLD).seal("whsec_a", place)
  const [, id] = sealed.split(".")

  expect(() => keyring(NEW).open(sealed, place)).toThrow(`secrets of dest_1 was sealed with the key ${id}, which`)
  expect(() => keyring().open(sealed, place)).toThrow(SealedTextError)
  expect(() => keyring().seal("whsec_a", place)).toThrow("deliveries.encryptionKeys holds no key")
})

it.each<[string, SealedPlace]>([
  ["another row", { destinationId: "dest_2", field: "secrets" }],
  ["another column", { destinationId: "dest_1", field: "config" }],
  ["a row whose id takes in the column", { destinationId: 'dest_1","secrets', field: "secrets" }],
])("does not open in %s", (_what, elsewhere) => {
  const sealed = keyring(OLD).seal("whsec_a", place)
  expect(() => keyring(OLD).open(sealed, elsewhere)).toThrow("was changed, or belongs to another destination")
})

it("does not open with any one character changed, removed or added", () => {
  const ring = keyring(OLD)
  const sealed = ring.seal("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", place)
  for (let at = 0; at < sealed.length; at++) {
    const other = sealed[at] === "A" ? "B" : "A"
    for (const changed of [sealed.slice(0, at) + other + sealed.slice(at + 1), sealed.slice(0, at) + sealed.slice(at + 1)]) {
      expect(() => ring.open(changed, place)).toThrow(SealedTextError)
    }
    expect(() => ring.open(`${sealed.slice(0, at)}A${sealed.slice(at)}`, place)).toThrow(SealedTextError)
  }
})

it("does not take a key's id for that of another key", () => {
  const sealed = keyring(OLD).seal("whsec_a", place)
  const [, old = ""] = sealed.split(".")
  const [, other = ""] = keyring(NEW).seal("", place).split(".")
  expect(() => keyring(OLD, NEW).open(sealed.replace(old, other), place)).toThrow("was changed")
})

it.each([
  ["no base64", "key"],
  ["too short", randomBytes(31).toString("base64")],
  ["too long", randomBytes(33).toString("base64")],
  ["base64url", Buffer.alloc(32, "?>").toString("base64url")],
  ["one byte, again and again", Buffer.alloc(32).toString("base64")],
  ["undefined", undefined],
])("refuses a key that is %s, without repeating it", (_what, text) => {
  const { error } = encryptionKeys.safeParse([text])
  expect(error?.issues[0]?.message).toMatch(/must be (text|32 bytes)/)
  expect(JSON.stringify(error)).not.toContain(`"${text}"`)
})

it("refuses the same key twice", () => expect(encryptionKeys.safeParse([OLD, OLD]).success).toBe(false))
