import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto"
import { ED25519_JWK, P256_JWK, privateKey } from "../../../signature/__tests__/rfc9421-vectors"
import { ucpProfile } from "../profile"
import { signingKeys } from "../signing-keys"

const pem = (key: KeyObject) => key.export({ format: "pem", type: "pkcs8" }).toString()
const make = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
const jwk = (key: KeyObject, more: object = {}) => JSON.stringify({ ...key.export({ format: "jwk" }), ...more })

it("reads ES256 and Ed25519 keys as PEM and JWK, and names them by their thumbprint", () => {
  const key = make()
  const [fromPem, fromJwk] = [signingKeys.parse([pem(key)])[0], signingKeys.parse([jwk(key)])[0]]
  const { kty, crv, x, y } = key.export({ format: "jwk" })
  const thumbprint = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url")

  expect([fromPem?.kid, fromJwk?.kid]).toEqual([thumbprint, thumbprint])
  expect(fromPem?.publicJwk).toEqual({ kid: thumbprint, kty, crv, x, y, use: "sig", alg: "ES256" })
  expect(signingKeys.parse([jwk(key, { kid: "shop-1" })])[0]?.kid).toBe("shop-1")
  expect(signingKeys.parse([pem(generateKeyPairSync("ed25519").privateKey)])[0]?.publicJwk.alg).toBe("EdDSA")
})

it.each<[string, () => unknown, string]>([
  ["the RFC's published key, which UCP's example profile shows", () => JSON.stringify(P256_JWK), "is a published test key"],
  ["the same under another name", () => JSON.stringify({ ...P256_JWK, kid: "business_2025" }), "is a published test key"],
  ["the same as PEM", () => pem(privateKey(P256_JWK)), "is a published test key"],
  ["the RFC's other published key", () => JSON.stringify(ED25519_JWK), "is a published test key"],
  ["a key of P-384", () => pem(generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey), "must be a private key for ES256"],
  ["a key of secp256k1", () => pem(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey), "must be a private key"],
  ["an RSA key", () => pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey), "must be a private key"],
  ["a public key", () => JSON.stringify({ ...make().export({ format: "jwk" }), d: undefined }), "must be a private key"],
  ["a key id beyond ASCII", () => jwk(make(), { kid: "schlüssel" }), "has a kid that is not"],
  ["a key id with a quote", () => jwk(make(), { kid: 'a"b' }), "has a kid that is not"],
  ["words", () => "PLANTED", "must be a private key"],
  ["nothing", () => undefined, "must be text; is the environment variable set?"],
])("refuses %s, without repeating it", (_what, given, reason) => {
  const { error } = signingKeys.safeParse([given()])
  expect(error?.issues[0]?.message).toContain(reason)
  expect(JSON.stringify(error)).not.toMatch(/PLANTED|"d"|PRIVATE/)
})

it("refuses no key at all, and one key id twice", () => {
  const key = jwk(make())
  expect(signingKeys.safeParse([]).success).toBe(false)
  expect(signingKeys.safeParse([key, key]).error?.issues[0]?.message).toContain("two keys with one kid")
})

describe("the profile", () => {
  const keys = signingKeys.parse([pem(make()), pem(make())])

  it("publishes all keys under both names, and no private member", () => {
    const profile = ucpProfile(keys) as any
    expect(profile.signing_keys).toEqual(keys.map(({ publicJwk }) => publicJwk))
    expect(profile.keys).toEqual(profile.signing_keys)
    expect(profile.ucp).toEqual({
      version: "2026-04-08",
      services: {},
      capabilities: { "dev.ucp.shopping.order": [{ version: "2026-04-08" }] },
      payment_handlers: {},
    })
    expect(JSON.stringify(profile)).not.toMatch(/"(d|p|q|dp|dq|qi|k)":/)
  })

  it("adds to a profile of the store's own", () => {
    const base = {
      ucp: { version: "2026-04-08", services: { "dev.ucp.shopping": [] } },
      signing_keys: [{ kid: "own" }],
      name: "Shop",
    }
    const profile = ucpProfile(keys, base) as any
    expect(profile.signing_keys.map(({ kid }: any) => kid)).toEqual(["own", ...keys.map(({ kid }) => kid)])
    expect([profile.name, profile.ucp.services, profile.ucp.payment_handlers]).toEqual(["Shop", { "dev.ucp.shopping": [] }, {}])
  })
})
