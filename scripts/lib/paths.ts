import path from "node:path"

/** The checkout. */
export const root = path.resolve(__dirname, "..", "..")

/** The example store's folder. */
export const storeDir = path.join(root, "examples", "store")

/** The folder of this checkout's downloads, clusters and locks; git ignores it. */
export const cacheDir = path.join(root, ".cache")
