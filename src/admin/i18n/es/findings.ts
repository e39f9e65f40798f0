import type { Words } from "../words"

export const findings: Words["findings"] = {
  dispute: "El banco del pagador impugna {{sum}} de este pago.",
  warning: "El banco del pagador pregunta por {{sum}} de este pago, o advierte de una disputa.",
  reason: "Motivo: {{reason}}.",
  until: "Se puede responder en el proveedor hasta el {{date}}.",
  noDeadline: "El proveedor no indica ningún plazo.",
  refundFailed: "Un reembolso de {{sum}} no llegó al pagador: reembólselo de nuevo o por otros medios.",
  silent:
    "Ningún webhook de la cuenta {{account}} desde el {{date}}, aunque se hacen pagos. Antes llegaba uno cada {{minutes}} minutos. Compruebe en el proveedor si está desactivado o se rechaza.",
}
