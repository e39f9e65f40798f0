/** The dashboard names languages `zhCN`, `ptBR`; `Intl` knows them as `zh-CN`. */
export const languageTag = (language: string): string => language.replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")
