import path from "node:path"

/** The checkout. */
export const root = path.resolve(__dirname, "..", "..")

/** The example store's folder. */
export const storeDir = path.join(root, "examples", "store")

/** Where downloads, clusters and locks of this checkout live; git ignores it. */
export const cacheDir = path.join(root, ".cache")
