import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import DrillAbsent from '../../src/commands/drill/absent.js'
import DrillAttend from '../../src/commands/drill/attend.js'
import DrillDone from '../../src/commands/drill/done.js'
import DrillInbox from '../../src/commands/drill/inbox.js'
import DrillMakeup from '../../src/commands/drill/makeup.js'
import DrillNote from '../../src/commands/drill/note.js'
import DrillOutage from '../../src/commands/drill/outage.js'
import DrillPause from '../../src/commands/drill/pause.js'
import DrillResolve from '../../src/commands/drill/resolve.js'
import DrillScore from '../../src/commands/drill/score.js'
import DrillSign from '../../src/commands/drill/sign.js'
import DrillSkip from '../../src/commands/drill/skip.js'
import DrillTakeover from '../../src/commands/drill/takeover.js'
import { createRun, expandPlan } from '../../src/lib/drill/index.js'
import { planInput } from '../support/drill.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

let machine: OwnMachine

beforeAll(async () => {
  machine = await ownMachine()
})

afterAll(() => machine.leave())

/** A run of two consultations that people of the first unit answer themselves; nobody has begun it. */
async function meetingRoom(name = '会场里的一次'): Promise<string[]> {
  const workspace = await machine.workspace(name)
  const input = await planInput(1)
  const cast = [{ role: 'replier', by: 'human' as const }]
  const gates = [{ id: 'g1', title: '第一批小结', before: 'b2' }]
  const { plan } = expandPlan({ ...input, plays: { ...input.plays, cast, gates } })
  await createRun(join(workspace.paths.runs, 'drill-1'), 'drill-1', plan)
  return ['--workspace', workspace.paths.root, '--json']
}

describe('from the meeting room', () => {
  test('a step of which nobody knows is decided under a name, any other is refused', async () => {
    const argv = await meetingRoom('不明的一步')
    const key = 'consultation/ask@1153282299970001X5#1'
    const line = {
      ...{ v: 1, seq: 1, at: '2015-04-08T09:00:00+08:00', wall: '2026-09-24T10:00:00+08:00' },
      ...{ type: 'step.intent', key, by: { kind: 'robot', id: 'r' }, data: {}, prev: null },
    }
    const journal = join(argv[1] ?? '', 'runs', 'drill-1', 'journal.jsonl')
    await writeFile(journal, `${JSON.stringify(line)}\n`)
    const why = ['--because', '窗口无记录', '--by', '张三', ...argv]
    const known = await runCommand(DrillResolve, ['consultation/reply@公安局#1', '--did', ...why])
    const done = await runCommand(DrillResolve, [key, '--did-not', ...why])

    expect([known.exitCode, known.json?.error?.code]).toEqual([2, 'HK-DRILL-011'])
    expect(done.json?.result).toMatchObject({ type: 'step.failed', seq: 2 })
  })

  test('what is said goes into the journal at once when nobody plays, each once and in order', async () => {
    const argv = await meetingRoom()
    const photo = join(await tempFolder(), '受理单.jpg')
    await writeFile(photo, 'jpg')
    const reply = 'consultation/reply@公安局#1'
    const said = [
      await runCommand(DrillNote, ['网络中断', '--unit', '公安局', ...argv]),
      await runCommand(DrillAttend, ['--unit', '公安局', '--persons', '张三,李四', ...argv]),
      await runCommand(DrillAbsent, ['公安局', '--because', '开会', ...argv]),
      await runCommand(DrillMakeup, [
        ...['--units', '公安局', '--window', '2015-04-10T08:30/2015-04-10T12:00', ...argv],
      ]),
      await runCommand(DrillOutage, [
        ...['--from', '2015-04-08T10:00', '--to', '2015-04-08T10:40', '--cause', '光缆中断'],
        ...argv,
      ]),
      await runCommand(DrillDone, [reply, '--person', '张三', '--evidence', photo, ...argv]),
      await runCommand(DrillTakeover, [reply, '--because', '外出', ...argv]),
      await runCommand(DrillSkip, [reply, '--because', '不演', ...argv]),
      await runCommand(DrillSign, ['g1', ...argv]),
    ]
    const again = await runCommand(DrillSkip, [reply, '--because', '不演', ...argv])
    const signed = await runCommand(DrillSign, ['g1', ...argv])
    const idle = await runCommand(DrillPause, ['--because', '讲话', ...argv])
    const whole = await runCommand(DrillScore, argv)

    expect(said.map(({ json }) => json?.error ?? json?.result.seq)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(
      [again, signed, idle].map(({ exitCode, json }) => [exitCode, json?.error?.code]),
    ).toEqual(Array(3).fill([2, 'HK-DRILL-011']))
    expect(whole.json?.result.excused).toContainEqual(
      expect.objectContaining({
        minutes: 40,
        causes: ['光缆中断'],
        until: '2015-04-08T18:10:00+08:00',
      }),
    )
    const inbox = await runCommand(DrillInbox, argv)
    const wrong = await runCommand(DrillMakeup, ['--units', '公安局', '--window', '明天', ...argv])
    const sheet = await runCommand(DrillAttend, argv)
    const nowhere = await runCommand(DrillAttend, ['--persons', '张三', ...argv])
    expect([nowhere.exitCode, nowhere.json?.ok]).toEqual([2, false]) // names of no unit are not lost in silence
    expect(inbox.json?.result.tasks).toEqual([])
    expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([2, 'HK-DRILL-011'])
    expect((await readFile(sheet.json?.result.sheet)).subarray(0, 2).toString()).toBe('PK')
  })
})
