import { Text } from "@medusajs/ui"
import { FIGURE_NAMES, FIGURES, type FigureName, type Report } from "./figures"
import { useShown } from "./use-shown"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"

interface OverallProps {
  readonly now: Report
  /** Undefined while it is read, or where it could not be. */
  readonly before: Report | undefined
}

/** One figure: its value, of how many, that of the period before, and its meaning in words. */
function Figure({ figure, now, before }: OverallProps & { readonly figure: FigureName }) {
  const t = useWords()
  const { count } = useNumbers()
  const shown = useShown()
  const { of } = FIGURES[figure]
  const measured = of(now.overall)
  return (
    <div data-figure={figure} className="flex flex-col gap-y-1 px-6 py-4">
      <dt className="txt-compact-small-plus">{t(`figures.names.${figure}`)}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-3">
        <span className="h1-core">{shown(figure, measured)}</span>
        <span className="txt-compact-small text-ui-fg-subtle">{t("figures.of", { n: count(measured.n) })}</span>
        <span className="txt-compact-small text-ui-fg-subtle">
          {t("figures.before", { value: shown(figure, before && of(before.overall)) })}
        </span>
      </dd>
      <dd className="txt-small text-ui-fg-subtle">{t(`figures.says.${figure}`)}</dd>
    </div>
  )
}

/** The figures of everything together. */
export function OverallFigures({ now, before }: OverallProps) {
  const t = useWords()
  return (
    <>
      <dl className="grid grid-cols-1 md:grid-cols-2">
        {FIGURE_NAMES.map((figure) => (
          <Figure key={figure} figure={figure} now={now} before={before} />
        ))}
      </dl>
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {t("figures.nmHint")}
      </Text>
    </>
  )
}
