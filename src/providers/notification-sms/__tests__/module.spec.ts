import { moduleProviderLoader } from "@medusajs/framework/modules-sdk"
import { createMedusaContainer, Modules } from "@medusajs/framework/utils"
import "twilio"
import provider from ".."
import { SmsNotificationService } from "../service"

const boot = (options: Record<string, unknown>) =>
  moduleProviderLoader({ container: createMedusaContainer(), providers: [{ resolve: provider, id: "sms", options }] })

const options = { driver: "twilio", accountSid: `AC${"a".repeat(32)}`, authToken: "token", from: "+15005550006" }

afterEach(() => jest.resetModules())

it("is a provider of Medusa's Notification Module", async () => {
  expect(provider.module).toBe(Modules.NOTIFICATION)
  expect(provider.services).toEqual([SmsNotificationService])
  expect(SmsNotificationService.identifier).toBe("notification-sms")
  await boot({ channels: ["sms"], ...options })
})

it("stops the boot for a wrong option", async () => {
  await expect(boot({ ...options, authToken: "" })).rejects.toThrow("notification-sms: option authToken: is empty")
})

it("stops the boot where the driver's SDK is missing, and loads no other driver's", async () => {
  const missing = (name: string) => () => {
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" })
  }
  jest.doMock("@alicloud/dysmsapi20170525", missing("@alicloud/dysmsapi20170525"))
  await boot(options)
  const templates = { "payment-captured": { code: "SMS_1" } }
  await expect(
    boot({ driver: "aliyun", accessKeyId: "id", accessKeySecret: "secret", signName: "店", templates }),
  ).rejects.toThrow('option driver: "aliyun" needs the package @alicloud/dysmsapi20170525; install it')
})
