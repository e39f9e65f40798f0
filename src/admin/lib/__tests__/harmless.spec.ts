import { harmless } from "../harmless"

it("puts the policy before all that a mail says, and one doctype before it", () => {
  const page = harmless(
    '\n<!doctype HTML PUBLIC "x"><!-- <head> --><html lang="de"><head><script src="https://evil.example"></script>',
  )

  expect(page).toMatch(/^<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^>]*><style>/)
  expect(page).toMatch(/<base target="_blank"><!-- <head> --><html lang="de"><head><script/)
  expect(page.match(/doctype/gi)).toHaveLength(1)
})

it("leaves a mail's own words as they are", () => {
  expect(harmless("<p>$& costs $1</p>")).toMatch(/><p>\$& costs \$1<\/p>$/)
})
