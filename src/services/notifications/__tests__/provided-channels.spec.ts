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

it("knows a provider without channels, and the e-mail of Medusa Cloud", () => {
  const providers = [{ id: "bare" }, { id: "empty", options: {} }, { id: "x", options: { channels: ["sms"] } }]
  const on = (options: object) => ({ modules: { notification: { options } } })

  expect(missingChannels(on({ providers }), { channels, failover: {} })).toEqual(["email", "feed"])
  expect(missingChannels(on({ providers, cloud: { api_key: "k" } }), { channels, failover: {} })).toEqual(["feed"])
})

describe("the configured channels", () => {
  const options = { enabled: true, channels, failover: {}, addressKinds: {}, merchantRecipients: ["shop@example.com"] }

  it("are reported where no provider has them, and stay what customers choose among", () => {
    const report = jest.fn()

    expect(onProvidedChannels(options, config(["email"], ["feed"]), report)).toEqual({
      notifications: options,
      channelsWithoutProvider: ["sms"],
    })
    expect(report.mock.calls).toEqual([
      ['no provider of the Notification Module has channel "sms": no message is planned for it'],
    ])
  })

  it("have the admin's feed only where a provider has it, without a report", () => {
    const report = jest.fn()
    const { notifications, channelsWithoutProvider } = onProvidedChannels(options, config(["email", "sms"]), report)

    expect(notifications.channels.merchant).toEqual(["email"])
    expect(channelsWithoutProvider).toEqual([])
    expect(report).not.toHaveBeenCalled()
  })

  it("are reported where the merchant is notified on none", () => {
    const report = jest.fn()
    const nobody = { ...options, merchantRecipients: [] }
    const isReported = [expect.stringContaining("nobody is notified of payments that need a person")]

    onProvidedChannels(nobody, config(["email", "sms", "feed"]), report)
    expect(report).not.toHaveBeenCalled()
    onProvidedChannels(nobody, config(["email", "sms"]), report)
    expect(report.mock.calls).toEqual([isReported])
  })

  it("are reported where only channels without a provider would reach the merchant, unless one fails over", () => {
    const report = jest.fn()
    const toSms = { ...options, merchantRecipients: ["shop@example.com", "+4930123456"], failover: { email: ["sms"] } }

    onProvidedChannels(toSms, config(["sms"]), report)
    expect(report.mock.calls).toEqual([[expect.stringContaining('channel "email"')]])
    onProvidedChannels(options, config(["sms"]), report)
    expect(report.mock.calls[2]).toEqual([expect.stringContaining("nobody is notified of payments that need a person")])
  })

  it("are not reported while notifications are off", () => {
    const report = jest.fn()

    expect(onProvidedChannels({ ...options, enabled: false }, config(), report)).toEqual({
      notifications: { ...options, enabled: false },
      channelsWithoutProvider: [],
    })
    expect(report).not.toHaveBeenCalled()
  })
})
