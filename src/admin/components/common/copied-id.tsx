import { Copy } from "@medusajs/ui"

interface CopiedIdProps {
  readonly id: string | null
  readonly label: string
}

/** An id that a click copies; a dash where there is none. */
export const CopiedId = ({ id, label }: CopiedIdProps) =>
  id ? (
    <span className="flex min-w-0 items-center gap-x-1">
      <span className="truncate">{id}</span>
      <Copy content={id} aria-label={`${label}: ${id}`} />
    </span>
  ) : (
    <>–</>
  )
