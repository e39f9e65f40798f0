import { Module } from "@medusajs/framework/utils"
import { PaymentNotificationService } from "../../services"
import { registerServices } from "../../services/loader"
import { PAYMENT_NOTIFICATION_MODULE } from "../../services/module-name"
import { generateMigration, revertMigration, runMigrations } from "../../services/store/run-migrations"

/** The seam that Medusa loads. `Module()` keeps only what it knows, so the TypeORM migrations are added to its result. */
export default Object.assign(
  Module(PAYMENT_NOTIFICATION_MODULE, { service: PaymentNotificationService, loaders: [registerServices as never] }),
  {
    runMigrations,
    revertMigration,
    generateMigration,
  },
)

export { PAYMENT_NOTIFICATION_MODULE, PaymentNotificationService }
