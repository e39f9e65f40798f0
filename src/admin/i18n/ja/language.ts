import { ja as matterWords } from "../../../services/notifications/content/locales/attention/ja"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { events } from "./events"
import { findings } from "./findings"
import { order } from "./order"
import { story } from "./story"

/** Japanese. */
export const ja: Words = {
  menu: "要確認",
  matters: matters(matterWords),
  failed: { title: "読み込めませんでした", again: "もう一度試す" },
  titles: {
    callbacks: "支払いコールバック",
    figures: "指標",
    messages: "メッセージ",
    preview: "メッセージのプレビュー",
    setup: "決済Webhook",
  },
  ...attention,
  events,
  findings,
  order,
  story,
}
