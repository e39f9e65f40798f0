import { randomBytes } from "node:crypto"
import { encryptionKeys } from "../../secrets/encryption-keys"
import { Keyring } from "../../secrets/keyring"
import { reseal } from "../reseal"

const [older, newer, strange] = Array.from({ length: 3 }, () => randomBytes(32).toString("base64")) as [string, string, string]
const keyring = (...keys: string[]) => new Keyring(encryptionKeys.parse(keys))

const sealedBy = (key: string, id: string) => ({
  ...{ id, origin: "api", version: 7 },
  config: keyring(key).seal(`config of ${id}`, { destinationId: id, field: "config" }),
  secrets: keyring(key).seal(`secrets of ${id}`, { destinationId: id, field: "secrets" }),
})

/** Rows as the repository has them, and the changes that were written. */
function repository(rows: object[]) {
  const written: Array<{ id: string; changes: Record<string, string>; version: number }> = []
  const update = async (id: string, changes: Record<string, string>, version: number) => written.push({ id, changes, version })
  return { written, deliveryDestinations: { list: async () => rows, update } as never }
}

it("seals with the first key what an older one has sealed, and leaves alone what is current, of the options, or locked", async () => {
  const { written, deliveryDestinations } = repository([
    sealedBy(older, "dest_old"),
    sealedBy(newer, "dest_new"),
    sealedBy(strange, "dest_locked"),
    { ...sealedBy(older, "options"), origin: "options", config: null, secrets: null },
  ])

  expect(await reseal({ keyring: keyring(newer, older), deliveryDestinations })).toBe(1)
  expect(written.map(({ id, version }) => [id, version])).toEqual([["dest_old", 7]])
  const [{ changes }] = written as [(typeof written)[number]]
  for (const field of ["config", "secrets"] as const) {
    // Without the older key.
    expect(keyring(newer).open(changes[field]!, { destinationId: "dest_old", field })).toBe(`${field} of dest_old`)
  }
})

it("does nothing without a key", async () => {
  const { written, deliveryDestinations } = repository([sealedBy(older, "dest_old")])
  expect(await reseal({ keyring: keyring(), deliveryDestinations })).toBe(0)
  expect(written).toEqual([])
})
