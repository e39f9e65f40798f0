import { Copy } from "@medusajs/ui"

interface CopiedProps {
  readonly text: string
  /** The name of the copied text, for screen readers. */
  readonly label: string
}

/** A text to be entered elsewhere, with a button that copies it. */
export const Copied = ({ text, label }: CopiedProps) => (
  <span className="flex min-w-0 items-start gap-x-2">
    <code className="txt-compact-small min-w-0 break-all font-mono">{text}</code>
    <Copy content={text} aria-label={`${label}: ${text}`} />
  </span>
)
