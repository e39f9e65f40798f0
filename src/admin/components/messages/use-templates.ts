import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownPreview, ShownTemplates } from "../../../api/admin/payment-notifications/templates/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

/** Messages, channels and languages change with the store's options, and so with a restart. */
export const useTemplates = () =>
  useQuery({
    queryKey: keys.templates,
    queryFn: () => read<Answer<ShownTemplates>>("templates"),
    staleTime: Infinity,
    retry: false,
  })

interface Wanted {
  readonly template: string
  readonly channel: string
  readonly locale: string
}

/** A message of sample data as the store writes it. */
export const usePreview = ({ template, ...query }: Wanted, { enabled }: { readonly enabled: boolean }) =>
  useQuery({
    queryKey: keys.preview({ template, ...query }),
    queryFn: () => read<Answer<ShownPreview>>(`templates/${encodeURIComponent(template)}/preview`, query),
    select: ({ preview }) => preview,
    placeholderData: keepPreviousData,
    retry: false,
    enabled,
  })
