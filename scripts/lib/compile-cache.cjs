// Preloaded into every Medusa process that we start: loading its 12,000 modules is most of a boot, and the outcome is the same
// each time. Caches V8's bytecode and the resolution of each request between processes.
const { createHash } = require("node:crypto")
const fs = require("node:fs")
const Module = require("node:module")
const path = require("node:path")
const v8 = require("node:v8")
const vm = require("node:vm")

const root = path.resolve(__dirname, "..", "..")
/** Fewer new modules are not worth the second that writing takes. */
const WORTH_WRITING = 50

const inPackages = (file) => file.includes(`${path.sep}node_modules${path.sep}`)

const sha = (text) => createHash("sha1").update(text).digest("base64")

function cacheFile() {
  const lock = sha(fs.readFileSync(path.join(root, "package-lock.json")))
  const name = sha([process.version, process.arch, v8.cachedDataVersionTag(), lock].join()).replaceAll(/\W/g, "").slice(0, 16)
  return path.join(root, ".cache", "compiled", name)
}

/** `index` in JSON, its length before it, the bytes behind it. */
function read(file) {
  try {
    const bytes = fs.readFileSync(file)
    const end = 4 + bytes.readUInt32LE(0)
    const { paths, scripts } = JSON.parse(bytes.toString("utf8", 4, end))
    const known = new Map(scripts.map(([key, from, to]) => [key, bytes.subarray(end + from, end + to)]))
    return { paths, known }
  } catch {
    return { paths: {}, known: new Map() }
  }
}

function write(file, paths, known) {
  const scripts = []
  let length = 0
  for (const [key, bytes] of known) scripts.push([key, length, (length += bytes.length)])
  const index = Buffer.from(JSON.stringify({ paths, scripts }))
  const head = Buffer.alloc(4)
  head.writeUInt32LE(index.length)
  const draft = `${file}.${process.pid}`
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(draft, Buffer.concat([head, index, ...known.values()]))
  fs.renameSync(draft, file)
}

function requireOf(module) {
  const require = (id) => module.require(id)
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options)
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module)
  require.main = process.mainModule
  require.extensions = Module._extensions
  require.cache = Module._cache
  return require
}

function install() {
  const file = cacheFile()
  const { paths, known } = read(file)
  const fresh = new Map()
  Object.assign(Module._pathCache, paths)

  const compile = Module.prototype._compile
  Module.prototype._compile = function (content, filename, format) {
    // Bytecode from a cache has lost the callback that answers its `import()`.
    if (format === "module" || filename.endsWith(".mjs") || content.includes("import("))
      return compile.call(this, content, filename, format)
    // A package's file changes only with the lock, ours at any time.
    const key = inPackages(filename) ? filename : `${filename} ${sha(content)}`
    const source = Module.wrap(content.startsWith("#!") ? `//${content}` : content)
    const cachedData = known.get(key)
    const script = new vm.Script(source, { filename, cachedData })
    if (!cachedData || script.cachedDataRejected) fresh.set(key, script)
    const run = script.runInThisContext()
    return Reflect.apply(run, this.exports, [this.exports, requireOf(this), this, filename, path.dirname(filename)])
  }

  process.once("exit", () => {
    if (fresh.size < WORTH_WRITING) return
    try {
      for (const [key, script] of fresh) known.set(key, script.createCachedData())
      const found = Object.entries(Module._pathCache).filter(([, target]) => inPackages(target))
      write(file, Object.fromEntries(found), known)
    } catch {
      // Only time is lost.
    }
  })
}

// Node 22 brings its own.
if (Module.enableCompileCache) Module.enableCompileCache(path.join(root, ".cache", "compiled"))
else install()
