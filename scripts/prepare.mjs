// Runs before `npm run demo`, `npm test` and the gates: installs and builds only what is missing or stale.
// Plain JavaScript on Node's own modules, because nothing else may be there yet. It talks on stderr only.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const leastNode = [20, 19]

checkNode()
if (needsInstall()) install()
if (needsBuild()) run(process.execPath, [join(root, 'scripts', 'build.mjs')], 'build')

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return
  fail(`hallkit needs Node.js ${leastNode.join('.')} or newer; this is ${process.version}`)
}

function needsInstall() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  return !existsSync(installed) || changed(join(root, 'package-lock.json')) > changed(installed)
}

function needsBuild() {
  const stamp = join(root, 'dist', '.built')
  if (!existsSync(stamp) || !existsSync(join(root, 'oclif.manifest.json'))) return true
  const sources = ['package.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) =>
    join(root, name),
  )
  const folders = ['src', 'templates'].map((name) => newest(join(root, name)))
  return Math.max(...folders, ...sources.map(changed)) > changed(stamp)
}

/**
 * `npm ci` keeps to the lock. It refuses a lock that was made behind a mirror without other platforms' packages
 * (EUSAGE), long before it changes anything; a plain install keeps to the same versions then.
 */
function install() {
  say('installing dependencies (once; a minute or two)')
  const first = npm(['ci'], 'pipe')
  if (first.status === 0) return
  const reason = String(first.stderr)
  if (!reason.includes('EUSAGE')) process.stderr.write(reason)
  say('npm ci does not fit here; npm install goes on')
  if (npm(['install', '--no-save'], 2).status === 0) return
  fail('the dependencies could not be installed; see the messages above')
}

function npm(args, errors) {
  const options = ['--loglevel=error', '--no-audit', '--no-fund', '--include=dev']
  const env = { ...process.env, ...headers() }
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
  const shell = process.platform === 'win32' && command === 'npm'
  // npm's own stdout would spoil a --json document of the command that follows.
  return spawnSync(command, [...first, ...args, ...options], {
    cwd: root,
    env,
    shell,
    stdio: ['ignore', errors, errors],
  })
}

/** Native modules that must be compiled find Node's headers beside Node, without a download. */
function headers() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {}
}

function run(command, args, what) {
  say(what)
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) fail(`${what} failed; see the messages above`)
}

/** A folder counts too: its time tells that a file was taken away. */
function newest(folder) {
  const inside = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? newest(path) : changed(path)
  })
  return Math.max(changed(folder), ...inside)
}

function changed(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

function say(text) {
  process.stderr.write(`prepare: ${text}\n`)
}

function fail(text) {
  process.stderr.write(`prepare: ${text}\n`)
  process.exit(1)
}
