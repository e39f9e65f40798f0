import { readUnsubscribe, signUnsubscribe } from "../unsubscribe-token"

const [old, young, foreign] = ["o", "y", "f"].map((letter) => letter.repeat(32)) as [string, string, string]
const wanted = { customerId: "cus_1", topic: "reward", channel: "email" } as const

it("reads tokens that it signed, with any secret of a rotation", () => {
  expect(readUnsubscribe(signUnsubscribe(wanted, [old]), [young, old])).toEqual(wanted)
})

it.each([
  ["signed by somebody else", signUnsubscribe(wanted, [foreign])],
  ["cut off", signUnsubscribe(wanted, [old]).slice(0, -1)],
  ["for another customer", tampered({ c: "cus_2", t: "reward", h: "email" })],
  ["of two signatures", `${signUnsubscribe(wanted, [old])}.x`],
  ["without a signature", signUnsubscribe(wanted, [old]).split(".")[0]!],
  ["empty", ""],
])("refuses a token %s", (_what, token) => {
  expect(readUnsubscribe(token, [young, old])).toBeUndefined()
})

it("refuses an unknown topic, even where it is signed", () => {
  expect(readUnsubscribe(signUnsubscribe({ ...wanted, topic: "toString" as never }, [old]), [old])).toBeUndefined()
})

function tampered(content: object): string {
  const signature = signUnsubscribe(wanted, [old]).split(".")[1]
  return `${Buffer.from(JSON.stringify(content)).toString("base64url")}.${signature}`
}
