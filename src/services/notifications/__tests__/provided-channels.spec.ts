import { missingChannels, onProvidedChannels } from "../provided-channels"

const config = (...providers: string[][]) => ({
  modules: { notification: { options: { providers: providers.map((channels) => ({ id: "x", options: { channels } })) } } },
})
const channels = { customer: ["email", "sms"], merchant: ["email", "feed"] }

it("names each channel without a provider once", () => {
  const failover = { sms: ["push"], email: ["sms"] }

  expect(missingChannels(config(["email"], ["feed"]), { channels, failover })).toEqual(["sms", "push"])
  expect(missingChannels(config(["email", "sms"], ["feed", "push"]), { channels, failover })).toEqual([])
})

it.each([undefined, {}, { modules: { notification: false } }, { modules: { notification: { resolve: "./mine" } } }])(
  "does not guess from %j",
  (unknown) => {
    expect(missingChannels(unknown, { channels, failover: {} })).toEqual([])
  },
)

describe("the channels that are told on", () => {
  const options = { enabled: true, channels, failover: {} }

  it("are reported where no provider has them, and left as they are", () => {
    const report = jest.fn()

    expect(onProvidedChannels(options, config(["email"], ["feed"]), report)).toBe(options)
    expect(report.mock.calls).toEqual([["sms"]])
  })

  it("have the admin's feed only where a provider has it, without a word", () => {
    const report = jest.fn()

    expect(onProvidedChannels(options, config(["email", "sms"]), report).channels.merchant).toEqual(["email"])
    expect(report).not.toHaveBeenCalled()
  })

  it("are nobody's business while notifications are off", () => {
    const report = jest.fn()

    expect(onProvidedChannels({ ...options, enabled: false }, config(), report).channels).toBe(channels)
    expect(report).not.toHaveBeenCalled()
  })
})
