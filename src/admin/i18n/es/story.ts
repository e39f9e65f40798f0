import type { Words } from "../words"

export const story: Words["story"] = {
  title: "Historial del pago",
  only: "Mostrar solo",
  details: "Detalles",
  close: "Cerrar",
  export: "Guardar como {{format}}",
  earlier: "Mostrar entradas anteriores",
  more: "Se muestran las {{n}} más recientes. Hay más.",
  messagesHidden: "Su rol no puede leer los mensajes.",
  happened: "en el proveedor: {{date}}",
  attempts: "intentos: {{n}}",
  session: "Sesión de pago",
  entries: {
    payment: "Pago",
    capture: "Cobro",
    refund: "Reembolso",
    message: "Mensaje",
    callback: "Callback",
  },
}
