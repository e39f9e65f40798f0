import type { LookupAddress, LookupOptions } from "node:dns"
import { guardedLookup } from "../guarded-lookup"

const PUBLIC: LookupAddress[] = [
  { address: "93.184.216.34", family: 4 },
  { address: "2606:4700::1111", family: 6 },
]

/** Calls the lookup as a socket does; resolves to the callback's arguments: `(error, address or addresses, family)`. */
const look = (answers: LookupAddress[][], options: LookupOptions) => {
  const asked: LookupOptions[] = []
  const lookup = guardedLookup((_name, given, callback) => {
    asked.push(given)
    callback(null, answers[asked.length - 1] ?? [])
  })
  return new Promise<{ reported: unknown[]; asked: LookupOptions[] }>((resolve) =>
    lookup("push.example", options, (...reported) => resolve({ reported, asked })),
  )
}

it("connects the socket to the checked address, asking once: a second answer gains nothing", async () => {
  const { reported, asked } = await look([PUBLIC, [{ address: "127.0.0.1", family: 4 }]], { all: true, family: 0 })

  expect(reported).toEqual([null, PUBLIC])
  expect(asked).toEqual([{ all: true, family: 0 }])
})

it("checks every address even for a socket that wants one", async () => {
  const { reported, asked } = await look([PUBLIC], { family: 4 })
  expect([reported, asked]).toEqual([[null, "93.184.216.34", 4], [{ all: true, family: 4 }]])

  const mixed = await look([[...PUBLIC, { address: "10.0.0.1", family: 4 }]], {})
  expect(mixed.reported).toEqual([expect.objectContaining({ code: "unsafe_endpoint" }), []])
})

it("passes on the error of an unknown name", async () => {
  const missing = Object.assign(new Error("no such name"), { code: "ENOTFOUND" })
  const lookup = guardedLookup((_name, _options, callback) => callback(missing, []))

  expect(await new Promise((resolve) => lookup("push.example", {}, resolve))).toBe(missing)
})
