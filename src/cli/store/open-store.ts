import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_NOTIFICATION_MODULE } from "../../services/module-name"
import { UsageError } from "../usage-error"

const CONFIG_FILES = ["medusa-config.ts", "medusa-config.js", "medusa-config.mjs", "medusa-config.cjs"]

/** A module that does not close a connection must not hold up the shell. */
const LAST_WORD_MS = 3_000

/** The store's own configuration, before it was loaded for a command. */
export interface StoreSettings {
  readonly workerMode: string | undefined
  readonly modules: Readonly<Record<string, unknown>>
}

/** Runs `work` on the store of the working directory, with its modules and nothing else: no HTTP, no subscribers, no jobs. */
export async function withStore(work: (container: MedusaContainer, settings: StoreSettings) => Promise<number>): Promise<number> {
  const directory = process.cwd()
  if (!CONFIG_FILES.some((file) => existsSync(join(directory, file)))) {
    throw new UsageError("there is no medusa-config here; run this in the root of your store")
  }
  // Medusa and its modules log to stdout, which is for the command's result.
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write
  // When a module does not load, Medusa's loader leaves other rejections behind, which would end us before a word is said.
  process.on("unhandledRejection", ignore)
  const { container, settings, close } = await loadModules(directory).catch(endSoon)
  process.off("unhandledRejection", ignore)
  try {
    if (!container.hasRegistration(PAYMENT_NOTIFICATION_MODULE)) {
      throw new UsageError("the plugin is not configured here: add medusa-payment-notifications to the plugins of medusa-config")
    }
    return await work(container, settings)
  } finally {
    await close()
    setTimeout(() => process.exit(), LAST_WORD_MS).unref()
  }
}

const ignore = (): void => {}

/** Modules that did load are open, and no code closes them. */
function endSoon(error: unknown): never {
  setTimeout(() => process.exit(), LAST_WORD_MS).unref()
  throw error
}

interface LoadedStore {
  readonly container: MedusaContainer
  readonly settings: StoreSettings
  close(): Promise<void>
}

/** Loads the store's modules with its own Medusa, as `medusa exec` does, and stops before anything starts to work by itself. */
async function loadModules(directory: string): Promise<LoadedStore> {
  const load = createRequire(join(directory, "package.json"))
  registerTypeScript(load)
  const { initializeContainer } = load("@medusajs/medusa/loaders/index")
  const { MedusaAppLoader } = load("@medusajs/framework")
  const { LinkLoader } = load("@medusajs/framework/links")
  const { ContainerRegistrationKeys, getResolvedPlugins, mergePluginModules } = load("@medusajs/framework/utils")
  const container = await initializeContainer(directory)
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const settings = { workerMode: config.projectConfig.workerMode, modules: { ...config.modules } }
  // In this mode modules start no background work.
  config.projectConfig.workerMode = "server"
  const plugins: Array<{ resolve: string }> = await getResolvedPlugins(directory, config, true)
  mergePluginModules(config, plugins, directory)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await new LinkLoader(
    plugins.map(({ resolve }) => join(resolve, "links")),
    logger,
  ).load()
  const app = await new MedusaAppLoader().load()
  const close = async () => {
    await app.onApplicationPrepareShutdown()
    await app.onApplicationShutdown()
    await container.dispose()
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION)?.context?.destroy()
  }
  return { container, settings, close }
}

/** Medusa's own command line reads a store's TypeScript the same way; a built store has none. */
function registerTypeScript(load: NodeJS.Require): void {
  try {
    load("ts-node").register({ transpileOnly: true })
    load("tsconfig-paths").register({})
  } catch {
    // Not installed: the store is built.
  }
}
