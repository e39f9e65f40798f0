import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { SmtpNotificationService } from "./service"

export { parseBounce, type Bounce } from "./parse-bounce"
export { SmtpNotificationService } from "./service"
export type { SmtpOptions } from "./options"

export default ModuleProvider(Modules.NOTIFICATION, { services: [SmtpNotificationService] })
