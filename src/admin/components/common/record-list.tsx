import { DataTable, type DataTableProps } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import type { UseQueryResult } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { useWords } from "../../lib/use-words"
import { Failed } from "./failed"

interface RecordListProps<Row, Page> extends Pick<
  DataTableProps<Row>,
  "heading" | "headingLevel" | "subHeading" | "columns" | "filters" | "action"
> {
  readonly answer: UseQueryResult<Page, Error>
  readonly rowsOf: (page: Page) => readonly Row[]
  readonly pathOf: (id: string) => string
  readonly pageSize: number
  /** Said where there is nothing at all, without a filter. */
  readonly none: string
  readonly noneText?: string
  /** Stands above the table. */
  readonly children?: ReactNode
}

/** A list of the admin API, page by page; or why it cannot be read. */
export function RecordList<Row extends { readonly id: string }, Page extends { readonly count: number }>({
  answer: { data, error, refetch, isPending },
  rowsOf,
  pathOf,
  none,
  noneText,
  children,
  ...table
}: RecordListProps<Row, Page>) {
  const t = useWords()
  return (
    <Container className="p-0">
      {children}
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          {...table}
          data={data && [...rowsOf(data)]}
          getRowId={({ id }) => id}
          rowHref={({ id }) => pathOf(id)}
          rowCount={data?.count ?? 0}
          enableSearch={false}
          isLoading={isPending}
          emptyState={{
            empty: { heading: none, description: noneText },
            filtered: { heading: t("list.noMatch"), description: t("list.noMatchText") },
          }}
        />
      )}
    </Container>
  )
}
