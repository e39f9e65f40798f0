import { Table } from "@medusajs/ui"
import type { Compared, FigureName } from "./figures"
import { useShown } from "./use-shown"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"

interface ComparedTableProps {
  readonly caption: string
  readonly figure: FigureName
  readonly rows: readonly Compared[]
  /** Whether it is seen: only then does the keyboard have to scroll it. */
  readonly isShown: boolean
}

/** The data of a plot. */
export function ComparedTable({ caption, figure, rows, isShown }: ComparedTableProps) {
  const t = useWords()
  const shown = useShown()
  const { count } = useNumbers()
  return (
    <div {...(isShown && { className: "overflow-x-auto", tabIndex: 0, role: "region", "aria-label": caption })}>
      <Table>
        <caption className="sr-only">{caption}</caption>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{t("figures.name")}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t("figures.now")}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t("figures.cases")}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t("figures.previous")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map(({ name, now, before }) => (
            <Table.Row key={name}>
              <Table.Cell>{name}</Table.Cell>
              <Table.Cell>{shown(figure, now)}</Table.Cell>
              <Table.Cell>{count(now.n)}</Table.Cell>
              <Table.Cell>{shown(figure, before)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
