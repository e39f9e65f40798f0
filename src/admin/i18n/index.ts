import { de } from "./de/language"
import { en } from "./en/language"
import { es } from "./es/language"
import { fr } from "./fr/language"
import { ja } from "./ja/language"
import { NAMESPACE } from "./namespace"
import { zhCN } from "./zhCN/language"

/**
 * By the dashboard's names of the languages. In any other one it shows the English texts. Medusa's build takes every file named
 * `index` below this folder for translations: no other one may have that name.
 */
const languages = { en, de, es, fr, ja, zhCN }

export default Object.fromEntries(Object.entries(languages).map(([language, words]) => [language, { [NAMESPACE]: words }]))
