import { callbacks as enCallbacks } from "./en/callbacks"
import { causes as enCauses } from "./en/causes"
import { figures as enFigures } from "./en/figures"
import { messages as enMessages } from "./en/messages"
import { setup as enSetup } from "./en/setup"
import { callbacks as deCallbacks } from "./de/callbacks"
import { causes as deCauses } from "./de/causes"
import { figures as deFigures } from "./de/figures"
import { messages as deMessages } from "./de/messages"
import { setup as deSetup } from "./de/setup"
import { callbacks as esCallbacks } from "./es/callbacks"
import { causes as esCauses } from "./es/causes"
import { figures as esFigures } from "./es/figures"
import { messages as esMessages } from "./es/messages"
import { setup as esSetup } from "./es/setup"
import { callbacks as frCallbacks } from "./fr/callbacks"
import { causes as frCauses } from "./fr/causes"
import { figures as frFigures } from "./fr/figures"
import { messages as frMessages } from "./fr/messages"
import { setup as frSetup } from "./fr/setup"
import { callbacks as jaCallbacks } from "./ja/callbacks"
import { causes as jaCauses } from "./ja/causes"
import { figures as jaFigures } from "./ja/figures"
import { messages as jaMessages } from "./ja/messages"
import { setup as jaSetup } from "./ja/setup"
import { callbacks as zhCNCallbacks } from "./zhCN/callbacks"
import { causes as zhCNCauses } from "./zhCN/causes"
import { figures as zhCNFigures } from "./zhCN/figures"
import { messages as zhCNMessages } from "./zhCN/messages"
import { setup as zhCNSetup } from "./zhCN/setup"

/**
 * The texts of pages that few people open: they are loaded with the first of these pages (`LaterWords`), and not with every page of
 * the dashboard. Only the titles, which the menu shows, stand among the others.
 */
export const later = {
  en: { callbacks: enCallbacks, causes: enCauses, figures: enFigures, messages: enMessages, setup: enSetup },
  de: { callbacks: deCallbacks, causes: deCauses, figures: deFigures, messages: deMessages, setup: deSetup },
  es: { callbacks: esCallbacks, causes: esCauses, figures: esFigures, messages: esMessages, setup: esSetup },
  fr: { callbacks: frCallbacks, causes: frCauses, figures: frFigures, messages: frMessages, setup: frSetup },
  ja: { callbacks: jaCallbacks, causes: jaCauses, figures: jaFigures, messages: jaMessages, setup: jaSetup },
  zhCN: { callbacks: zhCNCallbacks, causes: zhCNCauses, figures: zhCNFigures, messages: zhCNMessages, setup: zhCNSetup },
}
