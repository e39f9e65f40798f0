import { concern, ok, type Check } from "../../application/ground/check"

/** A module's entry in the store's configuration. */
interface ModuleSetting {
  readonly resolve?: unknown
  readonly options?: { readonly providers?: ReadonlyArray<{ readonly resolve?: unknown }> }
}

export type ModuleSettings = Readonly<Record<string, ModuleSetting | boolean | undefined>>

/** Checks whether the modules that instances share suit their number. */
export function checkModules(modules: ModuleSettings, hasSeveral: boolean): Check[] {
  const shared = {
    locking: isLockShared(modules.locking),
    event_bus: isShared(modules.event_bus),
    workflows: isShared(modules.workflows),
  }
  if (!hasSeveral) return [ok("modules", "one instance: modules that keep everything in memory are enough")]
  return [
    shared.locking
      ? ok("locking module", "is shared by all instances")
      : concern(
          "locking module",
          "is in memory, which keeps no two instances apart: Medusa completes carts under it; configure a shared provider",
        ),
    shared.event_bus
      ? ok("event module", "is shared by all instances")
      : concern(
          "event module",
          "is local: workers are not woken, they look once a second, and subscribers hear of their own instance only",
        ),
    shared.workflows
      ? ok("workflow engine", "is shared by all instances")
      : concern("workflow engine", "is in memory: each instance runs every scheduled job by itself"),
  ]
}

const nameOf = (resolve: unknown): string => (typeof resolve === "string" ? resolve : "")

/** Medusa's own local modules are known by name; any other is the store's own choice. */
function isShared(setting: ModuleSetting | boolean | undefined): boolean {
  const name = typeof setting === "object" ? nameOf(setting.resolve) : ""
  return name !== "" && !/(local|inmemory|in-memory)$/.test(name)
}

/** The Locking Module itself is always the same. Its providers decide, and without any it locks in memory. */
function isLockShared(setting: ModuleSetting | boolean | undefined): boolean {
  const providers = typeof setting === "object" ? (setting.options?.providers ?? []) : []
  return providers.some(({ resolve }) => !/in-?memory/.test(nameOf(resolve)))
}
