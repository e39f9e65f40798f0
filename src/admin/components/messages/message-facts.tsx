import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import { MessageState } from "./message-state"
import { Resend } from "./resend"
import type { Message } from "./use-message"
import { useReason } from "./use-reason"

/** To whom a message goes, what became of it, and why it was not sent. */
export function MessageFacts({ message }: { readonly message: Message }) {
  const t = useWords()
  const reasonOf = useReason()
  const { getFullDate } = useDate()
  const time = (at: string | null) => (at ? getFullDate({ date: at, includeTime: true }) : "–")
  const { audience, fact, channel, locale } = message
  const template = audience === "merchant" ? `merchant.${fact}` : fact
  return (
    <Section title={fact} level="h1" aside={<MessageState message={message} />}>
      <SectionRow title={t("messages.recipient")} value={`${message.recipient} · ${t(`messages.audiences.${audience}`)}`} />
      <SectionRow title={t("messages.channel")} value={channel} />
      <SectionRow title={t("messages.language")} value={locale ?? "–"} />
      {message.reason && <SectionRow title={t("events.reason")} value={reasonOf(message.reason)} />}
      {message.last_error && <SectionRow title={t("events.error")} value={message.last_error} />}
      <SectionRow title={t("messages.at")} value={time(message.created_at)} />
      <SectionRow title={t("messages.states.sent")} value={time(message.sent_at)} />
      {message.delivered_at && <SectionRow title={t("messages.delivered")} value={time(message.delivered_at)} />}
      <div className="flex flex-wrap justify-end gap-2 px-6 py-4">
        <Button size="small" variant="secondary" asChild>
          <Link to={paths.template({ template, channel, locale: locale ?? undefined })}>{t("messages.preview.title")}</Link>
        </Button>
        {message.may_be_resent && <Resend message={message} />}
      </div>
    </Section>
  )
}
