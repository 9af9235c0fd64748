// One life of an import, in a process of its own: takes a file in and kills itself at the record whose number it
// was given. Runs the built code, as a user's machine does.
import { intake, openStore } from '../../../dist/lib/workspace/index.js'

const [file, total, last] = process.argv.slice(2)

function* drafts() {
  for (let row = 0; row < Number(total); row += 1) {
    if (row === Number(last)) process.kill(process.pid, 'SIGKILL')
    const findings =
      row % 5 === 0 ? [{ code: 'HK-WORK-101', level: 'error', params: { key: '', row } }] : []
    const source = { file: '一.xlsx', sha256: 'a1', sheet: '表', row }
    yield { key: `事项${row % 97}`, unit: 'U1', data: { name: '事项', row }, source, findings }
  }
}

const entry = {
  kind: 'item',
  file: '一.xlsx',
  sha256: 'a1',
  form: 'items',
  unit: 'U1',
  at: '2015-03-30T10:00:00+08:00',
}
intake(openStore(file), entry, drafts())
