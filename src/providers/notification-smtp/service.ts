import type { Logger, ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import { explainFailure } from "./failure"
import { writeMail } from "./mail"
import { isLoopback, parseOptions, type ResolvedSmtpOptions } from "./options"
import { createPool } from "./transport"

/** Sends notifications as mails through an SMTP server. */
export class SmtpNotificationService extends AbstractNotificationProviderService {
  static override identifier = "notification-smtp"

  private readonly options: ResolvedSmtpOptions
  private readonly pool: ReturnType<typeof createPool>

  /** Throws a MedusaError naming each wrong option: Medusa then does not start. */
  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(options)
  }

  constructor({ logger }: { logger: Logger }, options: Record<string, unknown>) {
    super()
    this.options = parseOptions(options)
    const { host, allowPlaintext, tls } = this.options
    if (allowPlaintext && !isLoopback(host)) {
      logger.warn(`notification-smtp: allowPlaintext is set: mails to ${host} may cross the network unencrypted`)
    }
    if (tls.allowUnverifiedCertificate) {
      logger.warn(`notification-smtp: tls.allowUnverifiedCertificate is set: anybody may pose as ${host}`)
    }
    this.pool = createPool(this.options)
  }

  /** Resolves with the Message-ID once the server has accepted the mail. Throws a SendError. */
  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const mail = writeMail(notification, this.options)
    const signal = AbortSignal.timeout(this.options.timeouts.sendSeconds * 1000)
    try {
      await this.pool.sendMail({ ...mail, signal })
      return { id: mail.messageId }
    } catch (error) {
      throw explainFailure(error)
    }
  }

  /** Closes the idle connections, and the others after their message. Medusa has no such hook for providers: it ends the process. */
  close(): void {
    this.pool.close()
  }
}
