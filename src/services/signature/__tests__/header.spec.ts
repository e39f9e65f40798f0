import { SignatureVerificationError } from "../../domain/errors"
import { singleHeader, splitJoined } from "../header"

describe("singleHeader", () => {
  it("gives the value of a header that arrived once", () => {
    expect(singleHeader({ "x-signature": "t=1,v1=aa" }, "x-signature")).toBe("t=1,v1=aa")
  })

  it.each([
    ["missing", {}],
    ["empty", { "x-signature": "" }],
    ["doubled", { "x-signature": "aa, aa" }],
  ])("refuses a %s one", (_what, headers) =>
    expect(() => singleHeader(headers, "x-signature")).toThrow(SignatureVerificationError),
  )

  it.each(["constructor", "__proto__", "toString"])("does not take Object.prototype's %s for a header", (name) =>
    expect(() => singleHeader({}, name)).toThrow(SignatureVerificationError),
  )
})

describe("splitJoined", () => {
  it("cuts where Node joins", () => expect(splitJoined("v1,a, v1,b")).toEqual(["v1,a", "v1,b"]))
})
