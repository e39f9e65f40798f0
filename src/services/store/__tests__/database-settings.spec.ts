import { databaseSettings } from "../database-settings"

const url = "postgres://u:p@host:5432/shop"

it("takes the store's own database where the module is given none", () => {
  expect(databaseSettings(undefined, { databaseUrl: url, databaseSchema: "s", databaseDriverOptions: { ssl: true } })).toEqual({
    clientUrl: url,
    schema: "s",
    driverOptions: { ssl: true },
  })
})

it("takes the module's own settings first", () => {
  const database = { clientUrl: url, schema: "own", driverOptions: { ssl: false } }

  expect(databaseSettings({ database }, { databaseUrl: "postgres://other", databaseSchema: "s" })).toEqual(database)
})

it("uses the schema public where none is named", () => {
  expect(databaseSettings({ database: { clientUrl: url, schema: "" } }).schema).toBe("public")
})

it.each([
  ["?ssl_mode=disable", ""],
  ["?ssl_mode=disable&sslmode=require", "?sslmode=require"],
  ["?sslmode=require&ssl_mode=disable", "?sslmode=require"],
  ["?a=1&ssl_mode=x&b=2", "?a=1&b=2"],
  ["?sslmode=require", "?sslmode=require"],
])("drops Medusa's own ssl_mode from %s, and nothing else", (query, left) => {
  expect(databaseSettings({}, { databaseUrl: url + query }).clientUrl).toBe(url + left)
})

it("names the missing setting when there is no database at all", () => {
  const { DATABASE_URL } = process.env
  delete process.env.DATABASE_URL
  try {
    expect(() => databaseSettings({}, {})).toThrow(/databaseUrl is not set/)
  } finally {
    if (DATABASE_URL !== undefined) process.env.DATABASE_URL = DATABASE_URL
  }
})
