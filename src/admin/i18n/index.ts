import { de } from "./de"
import { en } from "./en"
import { es } from "./es"
import { fr } from "./fr"
import { ja } from "./ja"
import { NAMESPACE } from "./namespace"
import { zhCN } from "./zhCN"

/** By the dashboard's names of the languages. In any other one it shows the English texts. */
const languages = { en, de, es, fr, ja, zhCN }

export default Object.fromEntries(Object.entries(languages).map(([language, words]) => [language, { [NAMESPACE]: words }]))
