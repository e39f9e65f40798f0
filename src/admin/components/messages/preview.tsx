import { SectionRow } from "@medusajs/dashboard/components"
import { Alert, Text } from "@medusajs/ui"
import type { Answer } from "../../../api/_shared/answer"
import type { TemplatePreview } from "../../../api/admin/payment-notifications/templates/answers"
import { harmless } from "../../lib/harmless"
import { useWords } from "../../lib/use-words"
import { Raw } from "../common/raw"

interface PreviewProps {
  readonly preview: Answer<TemplatePreview>
  /** The language that was asked for; said where the message is written in another. */
  readonly asked: string
}

/** A message as whoever gets it sees it. A mail's page stands in a frame in which nothing runs and no link leads anywhere. */
export function Preview({ preview, asked }: PreviewProps) {
  const t = useWords()
  const { subject, text, html, url, locale, provider_template, data } = preview
  return (
    <>
      {provider_template && (
        <div className="px-6 py-4">
          <Alert variant="info">{t("messages.preview.provider", { template: provider_template })}</Alert>
        </div>
      )}
      <SectionRow title={t("messages.preview.subject")} value={subject} />
      {locale !== asked && <SectionRow title={t("messages.language")} value={locale} />}
      {url && <SectionRow title={t("messages.preview.link")} value={<span className="break-all">{url}</span>} />}
      {provider_template ? (
        <Raw value={data} />
      ) : (
        <>
          {html && (
            <div className="px-6 py-4">
              <iframe
                title={t("messages.preview.mail")}
                sandbox=""
                srcDoc={harmless(html)}
                className="border-ui-border-base h-[640px] w-full rounded-md border"
              />
            </div>
          )}
          <Part title={t("messages.preview.text")} text={text} />
        </>
      )}
    </>
  )
}

const Part = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div className="flex flex-col gap-y-2 px-6 py-4">
    <Text size="small" weight="plus" leading="compact">
      {title}
    </Text>
    <Text size="small" className="text-ui-fg-subtle whitespace-pre-wrap break-words">
      {text}
    </Text>
  </div>
)
