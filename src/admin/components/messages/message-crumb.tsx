import { useMessage } from "./use-message"

/** The fact that the message is about, in the path above its page. */
export const MessageCrumb = ({ id }: { readonly id: string }) => <>{useMessage(id, { enabled: false }).data?.fact ?? id}</>
