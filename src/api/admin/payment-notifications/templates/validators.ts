import { z } from "@medusajs/framework/zod"
import { problemWithLocale } from "../../../../services/notifications/content/check-options"

const locale = z.string().superRefine((tag, context) => {
  const problem = problemWithLocale(tag)
  if (problem) context.addIssue({ code: "custom", message: `locale ${problem}` })
})

/** `GET /admin/payment-notifications/templates/:template/preview`: by e-mail and in the store's language where nothing is given. */
export const PreviewParams = z.strictObject({
  channel: z.string().min(1).max(32).default("email"),
  locale: locale.optional(),
})
export type PreviewParams = z.output<typeof PreviewParams>
