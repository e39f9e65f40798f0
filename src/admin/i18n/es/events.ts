import type { Words } from "../words"

export const events: Words["events"] = {
  title: "Eventos de webhook",
  hint: "Lo que informaron sus proveedores, lo más reciente primero.",
  none: "Aún no hay eventos",
  noneText: "Aquí aparece todo aquello por lo que un proveedor llama a su tienda.",
  type: "Tipo",
  reason: "Motivo",
  received: "Recibido",
  attempts: "Intentos",
  error: "Último error",
  payload: "Contenido, sin datos personales ni secretos",
  changes: "Qué cambió",
  unchanged: "No ha cambiado nada.",
  verbs: { replay: "Aplicar de nuevo", ignore: "Ignorar" },
  replayed: "Se aplica de nuevo",
  ignored: "Ignorado",
  ignoreHint: "No se aplica. Podrá aplicarlo más tarde.",
  states: {
    received: "En espera",
    processing: "Aplicándose",
    processed: "Aplicado",
    ignored: "Ignorado",
    failed: "Se reintenta",
    dead: "Abandonado",
    quarantined: "Retenido para revisión",
  },
}
