import { Container, Heading, Skeleton } from "@medusajs/ui"
import type { ReactNode } from "react"

interface SectionProps {
  readonly title: ReactNode
  readonly level?: "h1" | "h2"
  /** Stands at the end of the title's line. */
  readonly aside?: ReactNode
  readonly children?: ReactNode
}

/** A part of a page as the dashboard's own pages have them: a title, and rows with lines between them. */
export function Section({ title, level = "h2", aside, children }: SectionProps) {
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level={level}>{title}</Heading>
        {aside}
      </div>
      {children}
    </Container>
  )
}

/** Holds the place of rows that are being read, so that nothing moves when they come. */
export const Waiting = ({ rows }: { readonly rows: number }) => (
  <div aria-hidden className="flex flex-col gap-y-4 px-6 py-4">
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} className="h-5 w-full" />
    ))}
  </div>
)
