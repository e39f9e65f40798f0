import { Button, Select } from "@medusajs/ui"
import { lazy, Suspense, useState } from "react"
import { ComparedTable } from "./compared-table"
import {
  compare,
  DIMENSIONS,
  FIGURES,
  isMeasurable,
  type Dimension,
  type FigureName,
  type Measured,
  type Report,
} from "./figures"
import { useShown } from "./use-shown"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"

/** The plots' library is large: it is loaded with the first plot that is shown. */
const Plot = lazy(() => import("./plot"))

/** Room for a pair of bars, and for the axis. */
const [ROW_PX, AXIS_PX] = [52, 48]
const MOST_ROWS = 20

interface BreakdownProps {
  readonly dimension: Dimension
  readonly now: Report
  readonly before: Report | undefined
}

/** One figure by account, type, channel or destination: as a plot, or as a table, which screen readers have in both cases. */
export function Breakdown({ dimension, now, before }: BreakdownProps) {
  const t = useWords()
  const shown = useShown()
  const figures: readonly FigureName[] = DIMENSIONS[dimension]
  const [figure, setFigure] = useState<FigureName>(figures[0]!)
  const [isTable, setTable] = useState(false)
  const rows = compare({ now, before }, dimension, figure).slice(0, MOST_ROWS)
  if (!rows.length) return null
  const title = t(`figures.by.${dimension}`)
  const height = rows.length * ROW_PX + AXIS_PX
  const number = (measured: Measured | undefined) => (measured && isMeasurable(measured) ? measured.value : null)
  const controls = (
    <div className="flex flex-wrap items-center gap-2">
      <Select size="small" value={figure} onValueChange={(name) => setFigure(name as FigureName)}>
        <Select.Trigger aria-label={`${title}, ${t("figures.figure")}: ${t(`figures.names.${figure}`)}`} className="w-56">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {figures.map((name) => (
            <Select.Item key={name} value={name}>
              {t(`figures.names.${name}`)}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
      <Button size="small" variant="secondary" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
        {t("figures.asTable")}
      </Button>
    </div>
  )
  return (
    <Section title={title} aside={controls}>
      {!isTable && (
        // The table says the same to whoever does not see the plot.
        <div aria-hidden className="text-ui-fg-interactive px-2 py-4" style={{ height: height + 32 }}>
          <Suspense fallback={null}>
            <Plot
              height={height}
              rows={rows.map((row) => ({ name: row.name, now: number(row.now), before: number(row.before) }))}
              names={{ now: t("figures.now"), before: t("figures.previous") }}
              write={(value) => shown(figure, { value, n: Infinity })}
              isShare={FIGURES[figure].unit === "share"}
            />
          </Suspense>
        </div>
      )}
      <div className={isTable ? undefined : "sr-only"}>
        <ComparedTable caption={`${title}: ${t(`figures.names.${figure}`)}`} figure={figure} rows={rows} isShown={isTable} />
      </div>
    </Section>
  )
}
