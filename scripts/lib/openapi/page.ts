import { stringify } from "yaml"
import { openApiDocument } from "./document"

const NOTICE = "# Written by `npm run docs:generate` from the routes of src/api. Do not edit."

/** The text of docs/openapi.yaml. */
export const openApiPage = (): string =>
  `${NOTICE}\n${stringify(openApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false })}`
