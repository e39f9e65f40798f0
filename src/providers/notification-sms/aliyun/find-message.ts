import type { QuerySendDetailsResponseBody } from "@alicloud/dysmsapi20170525"

const DAY_MS = 24 * 60 * 60 * 1000
/** China has one time zone and no summer time. */
const CHINA_MS = 8 * 60 * 60 * 1000

const chineseDate = (time: number): string => new Date(time + CHINA_MS).toISOString().slice(0, 10).replaceAll("-", "")

/** The days, `yyyyMMdd` in China, on which an earlier attempt may have been made: today and yesterday. */
export const sendDates = (now: Date): string[] => [chineseDate(now.getTime()), chineseDate(now.getTime() - DAY_MS)]

/** True when the day's list has a message with the key of this notification, whatever its state. */
export const wasSent = ({ smsSendDetailDTOs }: QuerySendDetailsResponseBody, outId: string): boolean =>
  smsSendDetailDTOs?.smsSendDetailDTO?.some((detail) => detail.outId === outId) ?? false
