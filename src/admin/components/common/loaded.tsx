import type { UseQueryResult } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { Failed } from "./failed"
import { Section, Waiting } from "./section"

interface LoadedProps<T> {
  readonly title: string
  readonly answer: UseQueryResult<T, Error>
  readonly children: (read: T) => ReactNode
}

/** A record's page once the record is read; before, its place, or why it cannot be read. */
export function Loaded<T>({ title, answer: { data, error, refetch }, children }: LoadedProps<T>) {
  if (data) return children(data)
  return (
    <Section title={title} level="h1">
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Waiting rows={6} />}
    </Section>
  )
}
