import { createHash } from "node:crypto"
import { page, PAGE_HEADERS } from "../page"
import { PAGE_LANGUAGES } from "../words"

const policy = PAGE_HEADERS["content-security-policy"]

it.each(PAGE_LANGUAGES)("needs nothing that its policy forbids, in %s", (language) => {
  for (const name of ["ask", "done", "invalid"] as const) {
    const html = page(name, language)
    const [, style] = /<style>(.*)<\/style>/.exec(html)!
    expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(style!).digest("base64")}'`)
    expect(html).not.toMatch(/<script|<link|<img|<iframe| style=| on[a-z]+=| src=| action=/)
  }
})

it("is framed by nobody, and passes its URL on to nobody", () => {
  expect(policy.split("; ").filter((directive) => !directive.startsWith("style-src"))).toEqual([
    "default-src 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ])
  expect(PAGE_HEADERS).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" })
})
