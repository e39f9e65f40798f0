export { TemplatePage as default } from "../../../../components/messages/template-page"
