import { SendError } from "../../../services/notifications/send-error"
import type { SmsMessage } from "../driver"
import type { AliyunOptions } from "./options"

const unfit = (message: string, code: string) => new SendError(message, { kind: "permanent", code })

/**
 * The approved template for a notification, and its variables as the JSON that Alibaba Cloud wants: text only, not even numbers.
 * Throws a permanent SendError that names the missing template or variable.
 */
export function fillTemplate(
  templates: AliyunOptions["templates"],
  { template, data }: Pick<SmsMessage, "template" | "data">,
): { readonly templateCode: string; readonly templateParam: string | undefined } {
  const approved = Object.hasOwn(templates, template) ? templates[template] : undefined
  if (!approved) throw unfit(`option templates names no approved template for "${template}"`, "unknown_template")
  const values = approved.params.map((name) => [name, valueOf(data, name, template)] as const)
  return {
    templateCode: approved.code,
    templateParam: values.length > 0 ? JSON.stringify(Object.fromEntries(values)) : undefined,
  }
}

/** Composed values come first: under the same name, the data itself may hold a value that is not for customers, a sum in minor units. */
function valueOf(data: SmsMessage["data"], name: string, template: string): string {
  const { values } = data
  const isComposed = typeof values === "object" && values !== null && Object.hasOwn(values, name)
  const value = isComposed ? (values as typeof data)[name] : Object.hasOwn(data, name) ? data[name] : undefined
  if (typeof value === "string" && value) return value
  if (typeof value === "number") return String(value)
  throw unfit(`the data of "${template}" has no text or number called "${name}"`, "missing_template_value")
}
