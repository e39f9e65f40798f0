import { ja as matterWords } from "../../../services/notifications/content/locales/attention/ja"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { callbacks } from "./callbacks"
import { events } from "./events"
import { findings } from "./findings"
import { messages } from "./messages"
import { order } from "./order"
import { story } from "./story"

/** Japanese. */
export const ja: Words = {
  menu: "要確認",
  matters: matters(matterWords),
  failed: { title: "読み込めませんでした", again: "もう一度試す" },
  ...attention,
  callbacks,
  events,
  findings,
  messages,
  order,
  story,
}
