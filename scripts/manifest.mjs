// Writes oclif.manifest.json from the built command classes; commands then load only when they run.
import { Plugin } from '@oclif/core'
import { root, settle } from './drift.mjs'

const plugin = new Plugin({
  errorOnManifestCreate: true,
  ignoreManifest: true,
  respectNoCacheDefault: true,
  root,
  type: 'core',
})
await plugin.load()
// Folders are listed in another order on another disk; the committed file must not know which.
const commands = Object.fromEntries(
  Object.entries(plugin.manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1)),
)
const text = `${JSON.stringify({ ...plugin.manifest, commands }, null, 2)}\n`
settle(new Map([['oclif.manifest.json', text]]), null, 'npm run build')
