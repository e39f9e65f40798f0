import { providers } from "../../src/services/providers/registry"

describe("the registry", () => {
  it("files every provider under the provider's own id", () => {
    expect([...providers].map(([id, provider]) => [id, provider.id])).toEqual([...providers.keys()].map((id) => [id, id]))
  })

  it("does not find properties of Object.prototype", () => {
    expect(["toString", "constructor", "__proto__"].map((id) => providers.get(id))).toEqual([undefined, undefined, undefined])
  })
})
