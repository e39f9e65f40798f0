import { SendError } from "../../../services/notifications/send-error"

const MAINLAND = "+86"
/** Mobile numbers of the Chinese mainland; fixed lines receive no text messages. */
const MOBILE = /^1[3-9]\d{9}$/

/**
 * E.164 in Alibaba Cloud's form: eleven digits on the Chinese mainland, elsewhere country code and number without the plus.
 * Sending would take +86 too, looking up would not. Throws a permanent SendError for a mainland number that is not a mobile one.
 */
export function aliyunPhoneNumber(to: string): string {
  if (!to.startsWith(MAINLAND)) return to.slice(1)
  const national = to.slice(MAINLAND.length)
  if (MOBILE.test(national)) return national
  throw new SendError("the recipient is no mobile number of the Chinese mainland", {
    kind: "permanent",
    code: "invalid_recipient",
  })
}
