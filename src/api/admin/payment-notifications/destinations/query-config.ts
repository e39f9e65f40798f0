/** The fields in lists; `config` is without its secrets. */
export const destinationFields = [
  "id",
  "origin",
  "kind",
  "description",
  "facts",
  "accounts",
  "payload",
  "config",
  "timeout_seconds",
  "state",
  "disabled_reason",
  "disabled_at",
  "consecutive_failures",
  "failing_since",
  "opened_until",
  "created_at",
  "updated_at",
]

export const listDestinationsQueryConfig = {
  defaults: destinationFields,
  allowed: destinationFields,
  isList: true,
  defaultLimit: 20,
}
