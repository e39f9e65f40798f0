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
  differences: {
    amount: "Se esperaban {{expected}}, se informaron {{reported}}.",
    noAmount: "Se esperaban {{expected}}; no se informó ningún importe.",
    unreadable: "Se esperaban {{expected}}; el importe informado no se puede leer.",
    currency: "Se esperaba en {{expected}}, se informó en {{reported}}.",
    cart: "Se pidieron {{asked}}; el carrito cuesta ahora {{costs}}.",
    mode: "La cuenta acepta pagos en modo {{takes}}; el proveedor informa de uno en modo {{reports}}.",
    paymentProvider: "La sesión de pago pertenece a {{belongs}}; la cuenta acepta {{takes}}.",
  },
}
