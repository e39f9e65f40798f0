import { failoverOf, plannedChannels } from "../planned-channels"

const withPhone = { email: ["ada@example.com"], phone: ["+4930123456"] }
const withoutPhone = { email: ["ada@example.com"] }

const choice = {
  failover: { email: ["sms", "email-backup"], push: ["email"] },
  addressKinds: { "email-backup": "email" as const },
}

const missing = (...withoutProvider: string[]) => ({ ...choice, withoutProvider })

it("are those chosen, where each has a provider", () => {
  expect(plannedChannels(withPhone, ["email", "push"], missing())).toEqual(["email", "push"])
})

it("are, in place of one without a provider, the first of its failover that reaches the person", () => {
  expect(plannedChannels(withPhone, ["email"], missing("email"))).toEqual(["sms"])
  expect(plannedChannels(withoutPhone, ["email"], missing("email"))).toEqual(["email-backup"])
})

it("pass over channels of the failover that have no provider either, or are planned anyway", () => {
  expect(plannedChannels(withPhone, ["email"], missing("email", "sms"))).toEqual(["email-backup"])
  expect(plannedChannels(withPhone, ["email", "sms"], missing("email"))).toEqual(["sms", "email-backup"])
  expect(plannedChannels(withPhone, ["email"], missing("email", "sms", "email-backup"))).toEqual([])
})

it("are no others for a person whom the channel without a provider would not have reached", () => {
  expect(plannedChannels(withPhone, ["push"], missing("push"))).toEqual([])
})

it("are no others for a channel that is not wanted", () => {
  expect(plannedChannels(withPhone, ["email"], missing("email"), (channel) => channel !== "email")).toEqual([])
})

it("fail over along the channel's own list, or that of the one without a provider that they stood in for", () => {
  expect(failoverOf("email", ["email"], missing())).toEqual(["sms", "email-backup"])
  expect(failoverOf("email", ["email"], missing("sms"))).toEqual(["email-backup"])
  expect(failoverOf("sms", ["email"], missing("email"))).toEqual(["email-backup"])
  expect(failoverOf("sms", ["email", "sms"], missing("email"))).toEqual([])
  expect(failoverOf("sms", ["email"], missing())).toEqual([])
})
