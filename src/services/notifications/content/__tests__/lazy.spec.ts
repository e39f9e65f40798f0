import { render } from "./support"

jest.mock("../html/render-html", () => {
  throw new Error("React was loaded")
})

it.each(["phone", "push", "feed"] as const)("loads no React for %s", async (kind) => {
  await expect(render("payment.captured", kind)).resolves.toHaveProperty("text")
})

it("loads it with the first mail", () => expect(render("payment.captured", "email")).rejects.toThrow("React was loaded"))
