import { InvalidOptionsError } from "../../../services/domain/errors"
import { loadSdk } from "../load-sdk"

it("names the package to install where the SDK is missing", () => {
  const load = () => loadSdk("twilio", "a-package-that-is-not-installed")
  expect(load).toThrow(InvalidOptionsError)
  expect(load).toThrow('option driver: "twilio" needs the package a-package-that-is-not-installed; install it: npm install')
})

it("passes on the error of an SDK that lacks a module itself", () => {
  const broken = Object.assign(new Error("Cannot find module 'axios'"), { code: "MODULE_NOT_FOUND" })
  const load = () =>
    loadSdk("twilio", "twilio", () => {
      throw broken
    })
  expect(load).toThrow(broken)
})
