import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { SandboxPaymentService } from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [SandboxPaymentService] })
