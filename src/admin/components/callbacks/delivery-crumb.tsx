import { useDelivery } from "./use-deliveries"

/** The fact that is delivered, in the path above its page. */
export const DeliveryCrumb = ({ id }: { readonly id: string }) => <>{useDelivery(id, { enabled: false }).data?.fact ?? id}</>
