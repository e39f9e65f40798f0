import { z } from "@medusajs/framework/zod"
import { apiUrl } from "../../../services/providers/kit/api-url"
import { providerOptions, secretText } from "../../../services/providers/kit/provider-options"
import { commonOptions } from "../common-options"

/** A bare host, as Alibaba Cloud's documentation writes it, or a whole URL. The API has no path. */
const endpoint = z
  .string("must be text")
  .transform((text) => (text.includes("://") ? text : `https://${text}`))
  .pipe(apiUrl)
  .refine((url) => new URL(url).pathname === "/", "must be a host without a path, such as dysmsapi.aliyuncs.com")

const template = z.strictObject({
  /** The approved template at Alibaba Cloud. */
  code: z.string("must be text").regex(/^SMS_\d+$/, "must be the code of an approved template, SMS_ and digits"),
  /** Its variables: each is filled with the value of that name in the notification's `data`. */
  params: z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "must be the name of a template variable")).default([]),
})

export const aliyunOptions = providerOptions({
  driver: z.literal("aliyun"),
  accessKeyId: secretText,
  accessKeySecret: secretText,
  /** The approved signature that messages open with, without the brackets. */
  signName: z.string("must be text").min(1, "is empty"),
  endpoint: endpoint.prefault("dysmsapi.aliyuncs.com"),
  /** By the name of the notification's template. Alibaba Cloud sends approved templates only. */
  templates: z
    .record(z.string(), template, 'give the approved templates: { "payment-captured": { code: "SMS_…" } }')
    .refine((templates) => Object.keys(templates).length > 0, "name at least one template"),
  ...commonOptions,
})

export type AliyunOptions = z.output<typeof aliyunOptions>
