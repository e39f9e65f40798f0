import { createHash } from "node:crypto"
import { contentDigest, signatureBase, signatureParams, signBase, verifyBase } from "../message-signature"
import { ED25519_JWK, P256_JWK, privateKey, publicKey, REQUEST, RESPONSE } from "./rfc9421-vectors"

const created = 1618884473

describe("RFC 9421, appendix B", () => {
  it("verifies B.2.4 (ecdsa-p256-sha256), over a response", () => {
    const components = ["@status", "content-type", "content-digest", "content-length"]
    const base = signatureBase(components, { created, keyid: "test-key-ecc-p256" }, RESPONSE)
    const signature = Buffer.from(
      "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==",
      "base64",
    )
    expect(verifyBase(base, publicKey(P256_JWK), signature)).toBe(true)
    expect(verifyBase(`${base}\n`, publicKey(P256_JWK), signature)).toBe(false)
  })

  it("signs B.2.6 (ed25519) byte for byte", () => {
    const components = ["date", "@method", "@path", "@authority", "content-type", "content-length"]
    const base = signatureBase(components, { created, keyid: "test-key-ed25519" }, REQUEST)
    expect(signBase(base, privateKey(ED25519_JWK)).toString("base64")).toBe(
      "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
    )
    expect(base).toBe(
      [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      ].join("\n"),
    )
  })

  it.each([
    ["another order of components", ["@method", "date", "@path", "@authority", "content-type", "content-length"], {}],
    ["another order of parameters", undefined, { keyid: "test-key-ed25519", created }],
    ["one component less", ["date", "@method", "@path", "@authority", "content-type"], {}],
  ])("verifies B.2.6 with %s no more", (_what, components, parameters) => {
    const signature = Buffer.from(
      "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
      "base64",
    )
    const given = Object.keys(parameters).length ? parameters : { created, keyid: "test-key-ed25519" }
    const named = components ?? ["date", "@method", "@path", "@authority", "content-type", "content-length"]
    expect(verifyBase(signatureBase(named, given, REQUEST), publicKey(ED25519_JWK), signature)).toBe(false)
  })
})

describe("a fixed request of our own", () => {
  const body = Buffer.from('{"id":"order_1","checkout_id":"chk_1","currency":"USD"}')
  const message = {
    method: "POST",
    url: new URL("https://platform.example/v1/webhooks/partners/p1/events/order?key=K1"),
    headers: {
      "ucp-agent": 'profile="https://shop.example/.well-known/ucp"',
      "webhook-id": "018f8c2a-7b3e-7c1d-9a2b-4e5f6a7b8c9d",
      "webhook-timestamp": "1768478400",
      "content-digest": contentDigest(body),
      "content-type": "application/json",
    },
  }
  const components = ["@method", "@authority", "@path", "@query", ...Object.keys(message.headers)]
  const base = (keyid: string) => signatureBase(components, { created: 1768478401, keyid }, message)

  it("has the digest, the base and the Ed25519 signature that were computed independently", () => {
    expect(contentDigest(body)).toBe("sha-256=:A2AIgOFTTjWsidzSTR4SggHXSADM7+lFL7x2CB1M+Fo=:")
    expect(createHash("sha256").update(base("test-key-ed25519")).digest("hex")).toBe(
      "4aac8b45628f95ec4052961029f85d5f5bef58b488dc3cd6e3df869accd9c7c1",
    )
    expect(signBase(base("test-key-ed25519"), privateKey(ED25519_JWK)).toString("base64")).toBe(
      "O9MRdIGi8URElngqQz8LJeJeresRkrE66qT23zz9xehR4xDVFoZyfEao3rGljjVD9RRBYft3QIXJRgr4ua3vDg==",
    )
  })

  it("verifies an ES256 signature that was made elsewhere", () => {
    const signature = Buffer.from(
      "a6oC7mLwFdDRVYuSkZ+RI7GM6fYTnsLhGNXU4rfHVxCUEa0sVxshmZRd9tXvNfCXK0FyWq6PAN6VAg+zfXnI1g==",
      "base64",
    )
    expect(verifyBase(base("test-key-ecc-p256"), publicKey(P256_JWK), signature)).toBe(true)
  })

  it("makes raw ES256 signatures of 64 bytes, 1,000 times", () => {
    for (let run = 0; run < 1_000; run++) {
      expect(signBase(base(`key-${run}`), privateKey(P256_JWK))).toHaveLength(64)
    }
  })
})

describe("components", () => {
  const value = (url: string, component: string) =>
    signatureBase([component], {}, { ...REQUEST, url: new URL(url) })
      .split("\n")[0]
      ?.replace(`"${component}": `, "")

  it.each([
    ["https://EXAMPLE.com:443/x", "@authority", "example.com"],
    ["https://example.com:8443/x", "@authority", "example.com:8443"],
    ["https://käse.example/x", "@authority", "xn--kse-qla.example"],
    ["https://example.com", "@path", "/"],
    ["https://example.com/a%20b", "@path", "/a%20b"],
    ["https://example.com/a%2fb%2Fc", "@path", "/a%2fb%2Fc"],
    ["https://example.com/a b", "@path", "/a%20b"],
    ["https://example.com/a/../b", "@path", "/b"],
    ["https://example.com/x?key=A%2Fb", "@query", "?key=A%2Fb"],
    ["https://example.com/x?", "@query", "?"],
    ["https://example.com/x#frag", "@path", "/x"],
  ])("of %s: %s is %s", (url, component, expected) => expect(value(url, component)).toBe(expected))

  it.each<[string, () => string, string]>([
    ["a header that is not there", () => signatureBase(["x-absent"], {}, REQUEST), "does not have it"],
    ["a name of every object", () => signatureBase(["constructor"], {}, REQUEST), "does not have it"],
    ["a status of a request", () => signatureBase(["@status"], {}, REQUEST), "does not have it"],
    ["a derived component it does not know", () => signatureBase(["@query-param"], {}, REQUEST), "does not have it"],
    ["a header beyond ASCII", () => signatureBase(["a"], {}, { ...REQUEST, headers: { a: "ä" } }), "not visible ASCII"],
    ["a component twice", () => signatureParams(["date", "date"], {}), "covered twice"],
    ["a fraction of a second", () => signatureParams([], { created: 1.5 }), "whole seconds"],
    ["a key id beyond ASCII", () => signatureParams([], { keyid: "ä" }), "visible ASCII"],
  ])("refuse %s", (_what, make, message) => expect(make).toThrow(message))

  it("escape a key id as a structured field wants it", () => {
    expect(signatureParams(["date"], { created: 1, keyid: 'a"b\\c' })).toBe('("date");created=1;keyid="a\\"b\\\\c"')
  })
})
