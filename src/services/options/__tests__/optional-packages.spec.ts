import { parseOptions } from ".."

const missing = (name: string) =>
  jest.doMock(name, () => {
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" })
  })

afterEach(() => jest.dontMock("fast-xml-parser").dontMock("prom-client"))

const braintree = {
  id: "cards",
  provider: "braintree",
  options: { keys: [{ publicKey: "public", privateKey: "private" }] },
}

it("names the package to install where an account's provider lacks one", () => {
  expect(parseOptions({ accounts: [braintree] }).accounts).toHaveLength(1)

  missing("fast-xml-parser")
  expect(() => parseOptions({ accounts: [braintree] })).toThrow(
    'option accounts[0].provider: "braintree" needs the package fast-xml-parser; install it: npm install fast-xml-parser',
  )
  expect(parseOptions({ accounts: [] }).accounts).toEqual([])
})

it("names the package to install where metrics are to be scraped", () => {
  const metrics = { token: "0123456789abcdef" }
  expect(parseOptions({ metrics }).metrics).toEqual(metrics)

  missing("prom-client")
  expect(() => parseOptions({ metrics })).toThrow("option metrics.token needs the package prom-client; install it: npm install")
  expect(parseOptions({}).metrics).toEqual({})
})
