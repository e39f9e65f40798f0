import { z } from "@medusajs/framework/zod"
import { InvalidOptionsError } from "../../services/domain/errors"
import { aliyunOptions } from "./aliyun/options"
import { twilioOptions } from "./twilio/options"

const smsOptions = z.discriminatedUnion("driver", [twilioOptions, aliyunOptions], {
  error: (issue) => (issue.code === "invalid_union" ? 'must be "twilio" or "aliyun"' : "give the provider's options"),
})

/** The provider's `options` as a store writes them. */
export type SmsOptions = z.input<typeof smsOptions>

/** The options with every default filled in. */
export type ResolvedSmsOptions = z.output<typeof smsOptions>

/** Throws InvalidOptionsError naming every wrong option. Values are not echoed: they may be secrets. */
export function parseSmsOptions(input: unknown): ResolvedSmsOptions {
  const parsed = smsOptions.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `option ${path.map(String).join(".") || "(root)"}: ${message}`)
  throw new InvalidOptionsError(`notification-sms: ${lines.join("; ")}`)
}
