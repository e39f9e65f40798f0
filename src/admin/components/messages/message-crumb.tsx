import { useMessage } from "./use-message"

/** What the message is about, in the path above its page. */
export const MessageCrumb = ({ id }: { readonly id: string }) => <>{useMessage(id, { enabled: false }).data?.fact ?? id}</>
