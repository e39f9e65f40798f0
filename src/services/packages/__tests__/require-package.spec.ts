import { InvalidOptionsError } from "../../domain/errors"
import { requirePackage } from "../require-package"

it("says who needs a missing package, and how to install it", () => {
  const load = () => requirePackage("a-package-that-is-not-installed", 'notification-sms: option driver: "twilio"')
  expect(load).toThrow(InvalidOptionsError)
  expect(load).toThrow(
    'notification-sms: option driver: "twilio" needs the package a-package-that-is-not-installed; install it: npm install a-package',
  )
})

it("passes on the error of a package that lacks a module itself", () => {
  const broken = Object.assign(new Error("Cannot find module 'axios'"), { code: "MODULE_NOT_FOUND" })
  const load = () =>
    requirePackage("twilio", "notification-sms", () => {
      throw broken
    })
  expect(load).toThrow(broken)
})
