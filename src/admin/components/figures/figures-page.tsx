import { LayoutComposer } from "@medusajs/dashboard/components"
import { Select, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { AccountsHealth } from "./accounts-health"
import { Backlog } from "./backlog"
import { Breakdown } from "./breakdown"
import { DIMENSIONS, type Dimension } from "./figures"
import { OverallFigures } from "./overall-figures"
import { useReport, useReportBefore, WINDOWS, type Window } from "./use-report"
import { useWords } from "../../lib/use-words"
import { Failed } from "../common/failed"
import { Section, Waiting } from "../common/section"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.figures"

const isWindow = (text: string | null): text is Window => text !== null && Object.hasOwn(WINDOWS, text)

/** The period that is shown; it stands in the page's address. */
function useWindow(): [Window, (window: string) => void] {
  const [params, setParams] = useSearchParams()
  const window = params.get("window")
  return [isWindow(window) ? window : "24h", (window) => setParams({ window }, { replace: true })]
}

/** How well it goes: the figures of a period beside those of the one before, in all and by their parts; the health of accounts. */
export function FiguresPage() {
  const t = useWords()
  const [window, setWindow] = useWindow()
  const { data: now, error, refetch } = useReport(window)
  const { data: before } = useReportBefore(window)
  const choice = (
    <Select size="small" value={window} onValueChange={setWindow}>
      <Select.Trigger aria-label={`${t("figures.window")}: ${t(`figures.windows.${window}`)}`} className="w-40">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {(Object.keys(WINDOWS) as Window[]).map((name) => (
          <Select.Item key={name} value={name}>
            {t(`figures.windows.${name}`)}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsFigures">
        <Section title={t("figures.title")} level="h1" aside={choice}>
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {t("figures.hint")}
          </Text>
          {!now && !error && <Waiting rows={12} />}
          {error && !now && <Failed error={error} onRetry={() => void refetch()} />}
          {now && <OverallFigures now={now} before={before} />}
        </Section>
      </LayoutComposer.Entry>
      {now && (
        <LayoutComposer.Entry id="PaymentNotificationsBacklog">
          <Backlog backlog={now.backlog} />
        </LayoutComposer.Entry>
      )}
      {now &&
        (Object.keys(DIMENSIONS) as Dimension[]).map((dimension) => (
          <LayoutComposer.Entry key={dimension} id={`PaymentNotificationsBy-${dimension}`}>
            <Breakdown dimension={dimension} now={now} before={before} />
          </LayoutComposer.Entry>
        ))}
      <LayoutComposer.Entry id="PaymentNotificationsAccounts">
        <AccountsHealth />
      </LayoutComposer.Entry>
    </>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main }} />
}
