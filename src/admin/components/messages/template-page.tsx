import { LayoutComposer } from "@medusajs/dashboard/components"
import { Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { useWords } from "../../lib/use-words"
import { Choice } from "../common/choice"
import { Failed } from "../common/failed"
import { Section, Waiting } from "../common/section"
import { Preview } from "./preview"
import { useTemplates, usePreview } from "./use-templates"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.messages.templates"

const FIRST = "payment.captured"

/** Any message, on any channel and in any language, as the shop would send it; what is looked at stands in the address. */
export function TemplatePage() {
  const t = useWords()
  const [params, setParams] = useSearchParams()
  const { data: known, error: unread, refetch } = useTemplates()
  const template = params.get("template") ?? FIRST
  const wanted = {
    template,
    channel: params.get("channel") ?? "email",
    locale: params.get("locale") ?? known?.default_locale ?? "en",
  }
  const { data: preview, error, refetch: again } = usePreview(wanted, { enabled: known !== undefined })
  const choose = (name: keyof typeof wanted) => (value: string) => setParams({ ...wanted, [name]: value }, { replace: true })
  const locales = known?.templates.find((one) => one.template === template)?.locales ?? []
  const failure = unread ?? error
  const main = (
    <Section title={t("messages.preview.title")} level="h1">
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {t("messages.preview.hint")}
      </Text>
      {known && (
        <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
          <Choice
            label={t("messages.about")}
            values={known.templates.map((one) => one.template)}
            chosen={template}
            onChoose={choose("template")}
          />
          <Choice label={t("messages.channel")} values={known.channels} chosen={wanted.channel} onChoose={choose("channel")} />
          <Choice
            label={t("messages.language")}
            values={[...new Set([...locales, wanted.locale])]}
            chosen={wanted.locale}
            onChoose={choose("locale")}
          />
        </div>
      )}
      {failure && <Failed error={failure} onRetry={() => void (unread ? refetch() : again())} />}
      {!failure && !preview && <Waiting rows={8} />}
      {!failure && preview && <Preview preview={preview} asked={wanted.locale} />}
    </Section>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main }} />
}
