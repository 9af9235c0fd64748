// One life of an import of many files, in a process of its own: takes in a folder, writes the return files, and kills
// itself when the file whose number it was given is done. Runs the built code, as a user's machine does.
import { loadCatalogue } from '../../../dist/lib/i18n/index.js'
import { importPaths } from '../../../dist/lib/inbox/index.js'
import { openWorkspace } from '../../../dist/lib/workspace/index.js'

const [root, last, delay = '0'] = process.argv.slice(2)
const { describe, texts } = await loadCatalogue('zh-CN')
const events = importPaths({
  workspace: await openWorkspace(root),
  paths: [],
  unit: null,
  only: null,
  at: '2015-04-07T09:00:00+08:00',
  words: { describe, paper: texts.returns },
})
for (;;) {
  const step = await events.next()
  if (step.done) break
  if (step.value.done !== Number(last)) continue
  if (delay === '0') process.kill(process.pid, 'SIGKILL')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(delay))
}
