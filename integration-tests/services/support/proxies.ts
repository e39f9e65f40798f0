import { spawn, type ChildProcess } from "node:child_process"
import fs from "node:fs"
import net from "node:net"
import os from "node:os"
import path from "node:path"
import { onExit } from "../../../scripts/lib/clean-up"
import { freePort } from "../../../scripts/lib/free-port"
import { unprivilegedUser } from "../../../scripts/lib/postgres/run-as"
import { poll } from "../../setup"

export interface Proxy {
  readonly port: number
  stop(): Promise<void>
}

/** nginx as Debian brings it, with its own defaults: it buffers answers, and speaks HTTP/1.0 to the store. */
export const startNginx = (storeUrl: string): Promise<Proxy> =>
  start("nginx", (port, dir) => ({
    file: "nginx.conf",
    text: `
      ${process.getuid?.() === 0 ? "user nobody nogroup;" : ""}
      pid ${dir}/nginx.pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy; fastcgi_temp_path ${dir}/fastcgi;
        uwsgi_temp_path ${dir}/uwsgi; scgi_temp_path ${dir}/scgi;
        server {
          listen 127.0.0.1:${port};
          location / { proxy_pass ${storeUrl}; }
          # Another proxy, which does not heed the header.
          location /stubborn/ { proxy_pass ${storeUrl}/; proxy_ignore_headers X-Accel-Buffering; }
        }
      }`,
    args: (conf) => ["-c", conf, "-p", dir, "-g", "daemon off;"],
  }))

/** PgBouncer in transaction mode in front of a database; its port takes the database's own URL. */
export const startPgBouncer = (databaseUrl: string): Promise<Proxy> => {
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl)
  const user = decodeURIComponent(username)
  return start("pgbouncer", (port, dir) => {
    fs.writeFileSync(path.join(dir, "users.txt"), `"${user}" "${decodeURIComponent(password)}"\n`)
    return {
      file: "pgbouncer.ini",
      text: [
        "[databases]",
        `${pathname.slice(1)} = host=${hostname} port=${serverPort || 5432}`,
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
        `listen_port = ${port}`,
        "unix_socket_dir =",
        "pool_mode = transaction",
        "auth_type = plain",
        `auth_file = ${path.join(dir, "users.txt")}`,
        "ignore_startup_parameters = extra_float_digits,options",
        "default_pool_size = 30",
        "max_client_conn = 300",
      ].join("\n"),
      args: (conf) => [conf],
      user: unprivilegedUser(),
    }
  })
}

interface Program {
  readonly file: string
  readonly text: string
  readonly args: (conf: string) => string[]
  readonly user?: { uid?: number; gid?: number }
}

async function start(name: string, program: (port: number, dir: string) => Program): Promise<Proxy> {
  const port = await freePort()
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`))
  fs.chmodSync(dir, 0o755)
  const { file, text, args, user = {} } = program(port, dir)
  const conf = path.join(dir, file)
  fs.writeFileSync(conf, text)
  const child = spawn(name, args(conf), { ...user, cwd: dir, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const stop = async () => {
    await end(child)
    fs.rmSync(dir, { recursive: true, force: true })
  }
  onExit(stop)
  await poll(`${name}: ${output}`, async () => {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${output}`)
    return listens(port)
  })
  return { port, stop }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once("exit", () => resolve())
    child.kill("SIGTERM")
  })
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
